import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import type { RefDetailsOf } from '../api/endpoints/formHelpEndpoints';
import { queryKeys } from './queryKeys';

/** How far refs are from the default branch. They are shown without it until it is there. */
export function useRefDetails(
  entityRef: string,
  query: RefDetailsOf,
  enabled: boolean,
) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.refDetails(entityRef, query),
    queryFn: () => api.getRefDetails(entityRef, query),
    enabled,
    // It only adds to what is there: a failure isn't worth another call.
    retry: false,
  });
}
