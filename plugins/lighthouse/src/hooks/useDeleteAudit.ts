import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { isTouched } from './queryKeys';

/** Deletes an audit with its report. */
export function useDeleteAudit() {
  const api = useApi(lighthouseApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.deleteAudit(id),
    onSuccess: ({ audit }) => {
      queryClient.invalidateQueries({
        // The lists alone: the audit itself is gone, and its page is left.
        predicate: ({ queryKey }) =>
          queryKey[1] !== 'audit' &&
          isTouched(queryKey, { type: 'audit-changed', auditId: audit.id }),
      });
    },
  });
}
