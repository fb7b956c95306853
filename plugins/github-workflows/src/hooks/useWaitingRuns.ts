import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Runs of the entity's repository that wait for an approval. */
export function useWaitingRuns(entityRef: string) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.waitingRuns(entityRef),
    queryFn: () => api.listWaitingRuns(entityRef),
  });
}
