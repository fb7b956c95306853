import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef, PickedRef } from '../api';
import { queryKeys } from './queryKeys';

/** The form that a workflow file asks for at a ref. */
export function useWorkflowForm(
  entityRef: string,
  file: string,
  at: PickedRef,
) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.form(entityRef, file, at),
    queryFn: () => api.getForm(entityRef, file, at),
    // A branch may have moved since the dialog was last open.
    staleTime: 0,
    gcTime: 0,
  });
}
