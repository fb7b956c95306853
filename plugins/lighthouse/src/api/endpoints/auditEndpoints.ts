import {
  AuditResponse,
  auditResponseSchema,
  Comparison,
  comparisonSchema,
  CreateAuditRequest,
  CreateAuditResponse,
  createAuditResponseSchema,
  Lhr,
  lhrSchema,
} from '@internal/plugin-lighthouse-common';
import type { BackendCalls } from '@internal/portal-react';

/** Single audits. */
export interface AuditEndpoints {
  getAudit(id: string): Promise<AuditResponse>;
  /** The whole report as Lighthouse wrote it. */
  getReport(id: string): Promise<Lhr>;
  /**
   * What got better or worse.
   *
   * @param beforeId - the earlier audit; the completed one before it when left out
   */
  getComparison(id: string, beforeId?: string): Promise<Comparison>;
  /** Asks for an audit; one that waits or runs already is joined. */
  createAudit(request: CreateAuditRequest): Promise<CreateAuditResponse>;
  /** Deletes an audit with its report. */
  deleteAudit(id: string): Promise<AuditResponse>;
}

function auditPath(id: string): string {
  return `/audits/${encodeURIComponent(id)}`;
}

export function auditEndpoints(calls: BackendCalls): AuditEndpoints {
  return {
    getAudit: id => calls.get(auditResponseSchema, auditPath(id)),
    getReport: id => calls.get(lhrSchema, `${auditPath(id)}/report`),
    getComparison: (id, beforeId) =>
      calls.get(comparisonSchema, `${auditPath(id)}/comparison`, {
        with: beforeId,
      }),
    createAudit: request =>
      calls.post(createAuditResponseSchema, '/audits', request),
    deleteAudit: id => calls.delete(auditResponseSchema, auditPath(id)),
  };
}
