import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** What the jobs of an attempt have to say. */
export function useCheckAnnotations(
  entityRef: string,
  run: { id: number; attempt: number },
) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.annotations(entityRef, run.id, run.attempt),
    queryFn: () => api.listAnnotations(entityRef, run.id, run.attempt),
  });
}
