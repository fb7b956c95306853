import {
  OverviewQuery,
  OverviewResponse,
  overviewResponseSchema,
  StatusResponse,
  statusResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { WorkflowCalls } from '../WorkflowCalls';

/** What goes on in all repositories, and how the plugin itself is. */
export interface OverviewEndpoints {
  getOverview(query: OverviewQuery): Promise<OverviewResponse>;
  /** For the platform team alone. */
  getStatus(): Promise<StatusResponse>;
}

export function overviewEndpoints(calls: WorkflowCalls): OverviewEndpoints {
  return {
    getOverview: query => calls.get(overviewResponseSchema, '/overview', query),
    getStatus: () => calls.get(statusResponseSchema, '/status'),
  };
}
