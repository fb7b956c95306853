import {
  DispatchIdentity,
  DispatchRequest,
  DispatchResponse,
  dispatchResponseSchema,
  MyDispatchesQuery,
  MyDispatchesResponse,
  myDispatchesResponseSchema,
  RepositoryResponse,
} from '@internal/plugin-github-workflows-common';
import { WorkflowCalls, workflowPath } from '../WorkflowCalls';

/** A dispatch as the form asks for it. */
export interface DispatchOptions {
  entityRef: string;
  /** Base name of the workflow file. */
  file: string;
  /** Where the user's own GitHub token has to be good for. */
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
  request: DispatchRequest;
  /** As whom it runs; as the App, no token of the user is asked for. The user by default. */
  identity?: DispatchIdentity;
}

/** Running a workflow, and what was run. */
export interface DispatchEndpoints {
  /**
   * Starts a run with the user's own GitHub token, asking for the token where needed.
   *
   * @throws GithubTokenError when the user doesn't give the token
   */
  dispatch(options: DispatchOptions): Promise<DispatchResponse>;
  /** What the user has dispatched with an idempotency key. */
  getMyDispatch(idempotencyKey: string): Promise<DispatchResponse>;
  listMyDispatches(query: MyDispatchesQuery): Promise<MyDispatchesResponse>;
}

export function dispatchEndpoints(calls: WorkflowCalls): DispatchEndpoints {
  return {
    dispatch: options => {
      const path = `${workflowPath(options.entityRef, options.file)}/dispatches`;
      return options.identity === 'app'
        ? calls.post(dispatchResponseSchema, path, options.request)
        : calls.postAsUser(dispatchResponseSchema, path, options);
    },
    getMyDispatch: idempotencyKey =>
      calls.get(
        dispatchResponseSchema,
        `/dispatches/mine/${encodeURIComponent(idempotencyKey)}`,
      ),
    listMyDispatches: query =>
      calls.get(myDispatchesResponseSchema, '/dispatches/mine', query),
  };
}
