import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DispatchOptions, githubWorkflowsApiRef } from '../api';
import { isTouchedByRun } from './queryKeys';

/** Starts a run; the lists of runs are read again afterwards, whatever the outcome. */
export function useDispatchWorkflow() {
  const api = useApi(githubWorkflowsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (options: DispatchOptions) => api.dispatch(options),
    onSettled: () => {
      // Not awaited: the page of the run needn't wait for lists.
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) => isTouchedByRun(queryKey),
      });
    },
  });
}
