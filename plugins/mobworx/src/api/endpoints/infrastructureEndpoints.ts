import {
  DeploymentsResponse,
  deploymentsResponseSchema,
  InfrastructureResponse,
  infrastructureResponseSchema,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import type { BackendCalls } from '@internal/portal-react';
import { environmentPath } from '../environmentPath';

/** What services stand on, and how they got there. */
export interface InfrastructureEndpoints {
  getInfrastructure(environment: string): Promise<InfrastructureResponse>;
  /** What of a service runs where, and the form that would bring it on. */
  getDeployments(service: ServiceId): Promise<DeploymentsResponse>;
}

export function infrastructureEndpoints(
  calls: BackendCalls,
): InfrastructureEndpoints {
  return {
    getInfrastructure: environment =>
      calls.get(
        infrastructureResponseSchema,
        `${environmentPath(environment)}/infrastructure`,
      ),
    getDeployments: service =>
      calls.get(deploymentsResponseSchema, '/deployments', { service }),
  };
}
