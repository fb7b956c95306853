import {
  CancelRequest,
  RepositoryResponse,
  RerunJobRequest,
  RerunRequest,
  RunActionResponse,
  runActionResponseSchema,
  RunAttemptsResponse,
  runAttemptsResponseSchema,
  RunResponse,
  runResponseSchema,
  RunsQuery,
  RunsResponse,
  runsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { entityPath } from '@internal/portal-react';
import { WorkflowCalls, runPath } from '../WorkflowCalls';
import { readBytes } from '../readBytes';

/** Something to do with a run, as the user has confirmed it. */
export interface RunActionOptions<TRequest> {
  entityRef: string;
  runId: number;
  /** Where the user's own GitHub token has to be good for. */
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
  request: TRequest;
}

/** The runs of an entity's repository, and what is done with them. */
export interface RunEndpoints {
  listRuns(entityRef: string, query: RunsQuery): Promise<RunsResponse>;
  /** A run as of an attempt, the latest unless named. */
  getRun(
    entityRef: string,
    runId: number,
    attempt?: number,
  ): Promise<RunResponse>;
  listAttempts(entityRef: string, runId: number): Promise<RunAttemptsResponse>;
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
  /**
   * Opens the log of a finished job, which may have 100 MB and more.
   *
   * @param signal - ends the reading, at GitHub too
   * @returns its bytes as they come; reading them throws a LogBrokenError when the connection breaks
   */
  getJobLog(
    entityRef: string,
    runId: number,
    jobId: number,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>;
}

export function runEndpoints(calls: WorkflowCalls): RunEndpoints {
  const act = (options: RunActionOptions<object>, action: string) =>
    calls.postAsUser(
      runActionResponseSchema,
      `${runPath(options.entityRef, options.runId)}${action}`,
      options,
    );
  return {
    listRuns: (entityRef, query) =>
      calls.get(runsResponseSchema, `${entityPath(entityRef)}/runs`, query),
    getRun: (entityRef, runId, attempt) =>
      calls.get(runResponseSchema, runPath(entityRef, runId), { attempt }),
    listAttempts: (entityRef, runId) =>
      calls.get(
        runAttemptsResponseSchema,
        `${runPath(entityRef, runId)}/attempts`,
      ),
    cancelRun: options => act(options, '/cancel'),
    rerunRun: options => act(options, '/rerun'),
    rerunJob: options => act(options, `/jobs/${options.jobId}/rerun`),
    getJobLog: async (entityRef, runId, jobId, signal) =>
      readBytes(
        await calls.fetch(`${runPath(entityRef, runId)}/jobs/${jobId}/log`, {
          signal,
        }),
        signal,
      ),
  };
}
