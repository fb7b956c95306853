import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { sonarqubeInsightsApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The main branch of an entity in a few numbers. */
export function useSummary(entityRef: string) {
  const api = useApi(sonarqubeInsightsApiRef);
  return useQuery({
    queryKey: queryKeys.summary(entityRef),
    queryFn: () => api.getSummary(entityRef),
    select: sayWhyStale,
  });
}
