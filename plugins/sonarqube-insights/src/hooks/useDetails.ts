import { useApi } from '@backstage/frontend-plugin-api';
import type { CodeQuery } from '@internal/plugin-sonarqube-insights-common';
import { useQuery } from '@tanstack/react-query';
import { sonarqubeInsightsApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** Quality gate and measures of a branch or a pull request. */
export function useDetails(entityRef: string, code: CodeQuery) {
  const api = useApi(sonarqubeInsightsApiRef);
  return useQuery({
    queryKey: queryKeys.details(entityRef, code),
    queryFn: () => api.getDetails(entityRef, code),
    select: sayWhyStale,
  });
}
