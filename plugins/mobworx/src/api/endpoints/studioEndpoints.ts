import {
  StartSessionRequest,
  StartSessionResponse,
  startSessionResponseSchema,
  StudioResponse,
  studioResponseSchema,
} from '@internal/plugin-mobworx-common';
import type { BackendCalls } from '@internal/portal-react';
import { environmentPath } from '../environmentPath';

/** Studio sessions of an environment. */
export interface StudioEndpoints {
  getStudio(environment: string): Promise<StudioResponse>;
  /** Starts a session; the same idempotency key starts one at most. */
  startSession(
    environment: string,
    request: StartSessionRequest,
  ): Promise<StartSessionResponse>;
}

export function studioEndpoints(calls: BackendCalls): StudioEndpoints {
  return {
    getStudio: environment =>
      calls.get(studioResponseSchema, `${environmentPath(environment)}/studio`),
    startSession: (environment, request) =>
      calls.post(
        startSessionResponseSchema,
        `${environmentPath(environment)}/studio/sessions`,
        request,
      ),
  };
}
