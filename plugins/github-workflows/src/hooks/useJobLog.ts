import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** The log of a finished job. It never changes, so it is read once. */
export function useJobLog(entityRef: string, runId: number, jobId: number) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.log(entityRef, runId, jobId),
    queryFn: () => api.getJobLog(entityRef, runId, jobId),
    staleTime: Infinity,
  });
}
