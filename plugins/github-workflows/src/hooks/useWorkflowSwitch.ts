import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { githubWorkflowsApiRef, WorkflowSwitchOptions } from '../api';
import { isOfWorkflows } from './queryKeys';

/**
 * Enables or disables a workflow by the user's own token; the workflows are read again afterwards,
 * whatever the outcome: a refusal as a rule means that the page is behind.
 */
export function useWorkflowSwitch() {
  const api = useApi(githubWorkflowsApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (options: WorkflowSwitchOptions) => api.switchWorkflow(options),
    onSettled: () => {
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) => isOfWorkflows(queryKey),
      });
    },
  });
}
