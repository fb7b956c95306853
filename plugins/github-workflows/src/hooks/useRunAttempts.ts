import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** The attempts of a run; not asked for as long as there is only one. */
export function useRunAttempts(
  entityRef: string,
  runId: number,
  latestAttempt: number,
) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.attempts(entityRef, runId),
    queryFn: () => api.listAttempts(entityRef, runId),
    enabled: latestAttempt > 1,
  });
}
