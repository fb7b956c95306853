import { useApi } from '@backstage/frontend-plugin-api';
import { isFinished } from '@internal/plugin-github-workflows-common';
import { describeError, isWorthAnotherAttempt } from '@internal/portal-react';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { refetchWhile } from './polling';
import { queryKeys } from './queryKeys';

/** GitHub may name a run some seconds before it can be read. */
const ATTEMPTS_AT_NEW_RUN = 5;

/**
 * A run with its jobs, renewed until it is finished.
 *
 * @param options.attempt - the latest one when absent
 * @param options.justStarted - whether the run was started a moment ago, so that GitHub may not
 * know it everywhere yet
 * @param options.awaitedAttempt - an attempt that GitHub has promised: asked for until it is there
 */
export function useRun(
  entityRef: string,
  runId: number,
  options: {
    attempt?: number;
    justStarted: boolean;
    awaitedAttempt?: number;
  },
) {
  const { attempt, justStarted, awaitedAttempt = 0 } = options;
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.run(entityRef, runId, attempt),
    queryFn: () => api.getRun(entityRef, runId, attempt),
    retry: (failures, error) => {
      const { code } = describeError(error);
      return justStarted && code === 'run_not_found'
        ? failures < ATTEMPTS_AT_NEW_RUN
        : failures < 1 && isWorthAnotherAttempt(error);
    },
    refetchInterval: ({ state }) =>
      refetchWhile(
        state.data
          ? !isFinished(state.data.run) ||
              state.data.run.attempt < awaitedAttempt
          : false,
      ),
  });
}
