import { useApi } from '@backstage/frontend-plugin-api';
import type { IssuesQuery } from '@internal/plugin-sonarqube-insights-common';
import { useQuery } from '@tanstack/react-query';
import { sonarqubeInsightsApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The worst open issues of a branch or a pull request. */
export function useIssues(entityRef: string, query: IssuesQuery) {
  const api = useApi(sonarqubeInsightsApiRef);
  return useQuery({
    queryKey: queryKeys.issues(entityRef, query),
    queryFn: () => api.getIssues(entityRef, query),
    select: sayWhyStale,
  });
}
