import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

const SHOWN = 5;

/** What the viewer has lately dispatched of one workflow. */
export function useMyDispatchesOf(entityRef: string, workflow: string) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.myDispatchesOf(entityRef, workflow),
    queryFn: () => api.listMyDispatchesOf(entityRef, workflow, SHOWN),
    retry: false,
  });
}
