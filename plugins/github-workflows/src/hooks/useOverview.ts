import { useApi } from '@backstage/frontend-plugin-api';
import type { OverviewQuery } from '@internal/plugin-github-workflows-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

// Signals tell of changes at once; where they don't get through, this does. It costs no call to GitHub.
const REFETCH_MS = 30_000;

/** What goes on in all repositories that the viewer may see, or in those of a System or an owner. */
export function useOverview(query: OverviewQuery) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.overview(query),
    queryFn: () => api.getOverview(query),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_MS,
  });
}
