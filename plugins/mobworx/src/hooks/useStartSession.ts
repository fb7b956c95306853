import { useApi } from '@backstage/frontend-plugin-api';
import type { StartSessionRequest } from '@internal/plugin-mobworx-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Starts a studio session; the list of sessions is read again afterwards, whatever the outcome. */
export function useStartSession(environment: string) {
  const api = useApi(mobworxApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: StartSessionRequest) =>
      api.startSession(environment, request),
    onSettled: () => {
      // Not awaited: what Studio answered needn't wait for the list.
      queryClient.invalidateQueries({
        queryKey: queryKeys.details(environment, 'studio'),
      });
    },
  });
}
