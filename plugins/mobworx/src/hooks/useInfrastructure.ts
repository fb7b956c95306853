import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Event bus, Aurora, RDS Proxy, Flyway and stacks of an environment. */
export function useInfrastructure(environment: string) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.details(environment, 'infrastructure'),
    queryFn: () => api.getInfrastructure(environment),
  });
}
