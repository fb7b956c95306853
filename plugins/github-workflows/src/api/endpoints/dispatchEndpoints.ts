import {
  DispatchRequest,
  DispatchResponse,
  dispatchResponseSchema,
  MyDispatchesResponse,
  myDispatchesResponseSchema,
  RepositoryResponse,
} from '@internal/plugin-github-workflows-common';
import { BackendCalls, workflowPath } from '../BackendCalls';

/** A dispatch as the form asks for it. */
export interface DispatchOptions {
  entityRef: string;
  /** Base name of the workflow file. */
  file: string;
  /** Where the user's own GitHub token has to be good for. */
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
  request: DispatchRequest;
}

/** Running a workflow, and what was run. */
export interface DispatchEndpoints {
  /**
   * Starts a run with the user's own GitHub token, asking for the token where needed.
   *
   * @throws GithubTokenError when the user doesn't give the token
   */
  dispatch(options: DispatchOptions): Promise<DispatchResponse>;
  listMyDispatches(limit: number): Promise<MyDispatchesResponse>;
}

export function dispatchEndpoints(calls: BackendCalls): DispatchEndpoints {
  return {
    dispatch: options =>
      calls.postAsUser(
        dispatchResponseSchema,
        `${workflowPath(options.entityRef, options.file)}/dispatches`,
        options,
      ),
    listMyDispatches: limit =>
      calls.get(myDispatchesResponseSchema, '/dispatches/mine', { limit }),
  };
}
