import {
  AuditFilter,
  AuditQuery,
  AuditResponse,
  auditResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { withQuery } from '@internal/portal-react';
import type { WorkflowCalls } from '../WorkflowCalls';

/** What was done through the portal. */
export interface AuditEndpoints {
  listAudit(query: AuditQuery): Promise<AuditResponse>;
  /** The same as a CSV file. */
  downloadAudit(filter: AuditFilter): Promise<Blob>;
}

export function auditEndpoints(calls: WorkflowCalls): AuditEndpoints {
  return {
    listAudit: query => calls.get(auditResponseSchema, '/audit', query),
    downloadAudit: async filter =>
      (await calls.fetch(withQuery('/audit.csv', filter))).blob(),
  };
}
