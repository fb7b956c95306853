import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

const ASK_EVERY_MS = 2_000;

/**
 * What became of a dispatch whose answer named no run or was lost: asked for until the backend has
 * found the run, or has given up looking for it.
 *
 * @param idempotencyKey - of the request; absent while nothing is awaited
 */
export function useAwaitedDispatch(idempotencyKey: string | undefined) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.myDispatch(idempotencyKey ?? ''),
    queryFn: () => api.getMyDispatch(idempotencyKey!),
    enabled: idempotencyKey !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.dispatch.match === undefined ? ASK_EVERY_MS : false,
  });
}
