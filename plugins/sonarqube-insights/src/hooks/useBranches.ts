import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { sonarqubeInsightsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Branches and pull requests that SonarQube has analysed. */
export function useBranches(entityRef: string) {
  const api = useApi(sonarqubeInsightsApiRef);
  return useQuery({
    queryKey: queryKeys.branches(entityRef),
    queryFn: () => api.getBranches(entityRef),
  });
}
