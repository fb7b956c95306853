import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** The presets that the team keeps in the repository. */
export function usePresets(entityRef: string) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.presets(entityRef),
    queryFn: () => api.listPresets(entityRef),
    retry: false,
  });
}
