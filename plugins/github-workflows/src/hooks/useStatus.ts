import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

const REFETCH_MS = 15_000;

/** How the plugin itself is: GitHub's rate limits, webhooks, what is being watched. */
export function useStatus() {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.status(),
    queryFn: () => api.getStatus(),
    refetchInterval: ({ state }) => (state.error ? false : REFETCH_MS),
  });
}
