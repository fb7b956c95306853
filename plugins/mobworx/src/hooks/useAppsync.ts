import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Access to the GraphQL API of an environment, and its schema. */
export function useAppsync(environment: string) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.details(environment, 'appsync'),
    queryFn: () => api.getAppsync(environment),
  });
}
