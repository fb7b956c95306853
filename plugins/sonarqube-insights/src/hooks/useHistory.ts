import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { sonarqubeInsightsApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** How the measures of a branch went over the last 30 days. */
export function useHistory(entityRef: string, branch: string | undefined) {
  const api = useApi(sonarqubeInsightsApiRef);
  return useQuery({
    queryKey: queryKeys.history(entityRef, branch),
    queryFn: () => api.getHistory(entityRef, branch),
    select: sayWhyStale,
  });
}
