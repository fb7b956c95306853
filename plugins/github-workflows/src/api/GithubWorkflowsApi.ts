import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  CancelRequest,
  DispatchRequest,
  DispatchResponse,
  FormResponse,
  MyDispatchesResponse,
  RefsQuery,
  RefsResponse,
  RefType,
  RepositoryResponse,
  RerunJobRequest,
  RerunRequest,
  RunActionResponse,
  RunResponse,
  RunsQuery,
  RunsResponse,
  WorkflowsResponse,
} from '@internal/plugin-github-workflows-common';

/** A branch or a tag by its name. */
export interface PickedRef {
  ref: string;
  refType: RefType;
}

/** A dispatch as the form asks for it. */
export interface DispatchOptions {
  entityRef: string;
  /** Base name of the workflow file. */
  file: string;
  /** Where the user's own GitHub token has to be good for. */
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
  request: DispatchRequest;
}

/** Something to do with a run, as the user has confirmed it. */
export interface RunActionOptions<TRequest> {
  entityRef: string;
  runId: number;
  /** Where the user's own GitHub token has to be good for. */
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
  request: TRequest;
}

/**
 * What the views know of the backend. Entities are named by their full ref,
 * `component:default/studio`; repositories can't be named at all.
 *
 * Every method throws a `ResponseError` of `@backstage/errors` when the backend refuses, with a
 * {@link @internal/plugin-github-workflows-common#GithubWorkflowsErrorCode} in `cause.code`.
 */
export interface GithubWorkflowsApi {
  getRepository(entityRef: string): Promise<RepositoryResponse>;
  searchRefs(entityRef: string, query: RefsQuery): Promise<RefsResponse>;
  listWorkflows(entityRef: string, at: PickedRef): Promise<WorkflowsResponse>;
  getForm(
    entityRef: string,
    file: string,
    at: PickedRef,
  ): Promise<FormResponse>;
  /**
   * Starts a run with the user's own GitHub token, asking for the token where needed.
   *
   * @throws GithubTokenError when the user doesn't give the token
   */
  dispatch(options: DispatchOptions): Promise<DispatchResponse>;
  listRuns(entityRef: string, query: RunsQuery): Promise<RunsResponse>;
  getRun(entityRef: string, runId: number): Promise<RunResponse>;
  /**
   * Cancels a run with the user's own GitHub token. GitHub has only taken it when this returns.
   *
   * @throws GithubTokenError when the user doesn't give the token
   */
  cancelRun(
    options: RunActionOptions<CancelRequest>,
  ): Promise<RunActionResponse>;
  /** Runs a finished run again, all of it or what failed; otherwise as `cancelRun`. */
  rerunRun(options: RunActionOptions<RerunRequest>): Promise<RunActionResponse>;
  /** Runs one job of a finished run again; otherwise as `cancelRun`. */
  rerunJob(
    options: RunActionOptions<RerunJobRequest> & { jobId: number },
  ): Promise<RunActionResponse>;
  getJobLog(entityRef: string, runId: number, jobId: number): Promise<string>;
  listMyDispatches(limit: number): Promise<MyDispatchesResponse>;
}

/** The client of the plugin's backend. */
export const githubWorkflowsApiRef = createApiRef<GithubWorkflowsApi>().with({
  id: 'plugin.github-workflows.client',
  pluginId: 'github-workflows',
});
