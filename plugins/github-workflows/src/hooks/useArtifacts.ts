import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** What a run has kept. */
export function useArtifacts(entityRef: string, runId: number) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.artifacts(entityRef, runId),
    queryFn: () => api.listArtifacts(entityRef, runId),
  });
}
