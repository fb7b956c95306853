import { useApi } from '@backstage/frontend-plugin-api';
import type { RunActionResponse } from '@internal/plugin-github-workflows-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  GithubWorkflowsApi,
  githubWorkflowsApiRef,
  RunActionOptions,
} from '../api';
import { isTouchedByRun, queryKeys } from './queryKeys';

/** The run that something is done with. */
export interface RunActionTarget {
  entityRef: string;
  runId: number;
}

/**
 * Does something with a run by the user's own token; the run and the lists that show it are read
 * again afterwards, whatever the outcome: a refusal as a rule means that the page is behind.
 */
export function useRunAction<TRequest>(
  target: RunActionTarget,
  act: (
    api: GithubWorkflowsApi,
    options: RunActionOptions<TRequest>,
  ) => Promise<RunActionResponse>,
) {
  const { entityRef, runId } = target;
  const api = useApi(githubWorkflowsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (request: TRequest) => {
      // Of the repository only its host matters here, which doesn't change.
      const repository = await queryClient.query({
        queryKey: queryKeys.repository(entityRef),
        queryFn: () => api.getRepository(entityRef),
        staleTime: 'static',
      });
      return act(api, { entityRef, runId, repository, request });
    },
    onSettled: () => {
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) => isTouchedByRun(queryKey, runId),
      });
    },
  });
}
