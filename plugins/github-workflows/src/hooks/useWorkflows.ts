import { useApi } from '@backstage/frontend-plugin-api';
import { isFinished } from '@internal/plugin-github-workflows-common';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef, PickedRef } from '../api';
import { refetchWhile } from './polling';
import { queryKeys } from './queryKeys';

/** The workflows of an entity's repository at a ref, each with its last run. */
export function useWorkflows(entityRef: string, at: PickedRef) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.workflows(entityRef, at),
    queryFn: () => api.listWorkflows(entityRef, at),
    refetchInterval: query =>
      refetchWhile(
        query.state.data?.items.some(
          ({ lastRun }) => lastRun && !isFinished(lastRun),
        ) ?? false,
      ),
  });
}
