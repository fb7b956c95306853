import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** The repository of an entity, and whether the viewer may run its workflows. */
export function useRepository(entityRef: string) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.repository(entityRef),
    queryFn: () => api.getRepository(entityRef),
  });
}
