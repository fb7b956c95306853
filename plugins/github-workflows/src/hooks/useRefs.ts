import { useApi } from '@backstage/frontend-plugin-api';
import type { RefsQuery } from '@internal/plugin-github-workflows-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Branches or tags whose name contains a text, found by the server. */
export function useRefs(entityRef: string, query: RefsQuery) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.refs(entityRef, query),
    queryFn: () => api.searchRefs(entityRef, query),
    // The list doesn't collapse between two key strokes.
    placeholderData: keepPreviousData,
  });
}
