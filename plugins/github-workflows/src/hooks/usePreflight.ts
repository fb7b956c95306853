import { useApi } from '@backstage/frontend-plugin-api';
import type { PreflightRequest } from '@internal/plugin-github-workflows-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { useDebounced } from './useDebounced';

const WHILE_TYPING_MS = 400;

/**
 * What would become of a run with these values; asked again when they stand still.
 *
 * @returns the query, and whether its answer is about these very values
 */
export function usePreflight(
  entityRef: string,
  file: string,
  request: PreflightRequest,
  isWanted = true,
) {
  const api = useApi(githubWorkflowsApiRef);
  // By its text, as the values are put together anew with every render.
  const text = JSON.stringify(request);
  const settled = useDebounced(text, WHILE_TYPING_MS);
  const asked = JSON.parse(settled) as PreflightRequest;
  const query = useQuery({
    queryKey: queryKeys.preflight(entityRef, file, asked),
    queryFn: () => api.preflight(entityRef, file, asked),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    query,
    isCurrent: settled === text && query.isSuccess && !query.isPlaceholderData,
  };
}
