import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Adds the link to an entity to a part of its design file. */
export function useAddDevResource(entityRef: string) {
  const api = useApi(figmaApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (nodeId: string) => api.addDevResource(entityRef, nodeId),
    // Also after a refusal: what was offered may have changed meanwhile.
    onSettled: () =>
      queryClient.invalidateQueries({
        queryKey: queryKeys.ofEntity('dev-resources', entityRef),
      }),
  });
}
