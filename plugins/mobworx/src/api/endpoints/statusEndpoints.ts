import {
  EnvironmentsResponse,
  environmentsResponseSchema,
  HistoryResponse,
  historyResponseSchema,
  HistoryWindow,
  ServiceId,
  StatusResponse,
  statusResponseSchema,
} from '@internal/plugin-mobworx-common';
import type { BackendCalls } from '@internal/portal-react';
import { environmentPath } from '../environmentPath';

/** What is configured, and how it is. */
export interface StatusEndpoints {
  /** What is configured, and what the viewer may do there. */
  getEnvironments(): Promise<EnvironmentsResponse>;
  getStatus(): Promise<StatusResponse>;
  getHistory(
    environment: string,
    service: ServiceId,
    window: HistoryWindow,
  ): Promise<HistoryResponse>;
}

export function statusEndpoints(calls: BackendCalls): StatusEndpoints {
  return {
    getEnvironments: () =>
      calls.get(environmentsResponseSchema, '/environments'),
    getStatus: () => calls.get(statusResponseSchema, '/status'),
    getHistory: (environment, service, window) =>
      calls.get(
        historyResponseSchema,
        `${environmentPath(environment)}/services/${service}/history`,
        { window },
      ),
  };
}
