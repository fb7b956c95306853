import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** What is configured, and what the viewer may do there. */
export function useEnvironments() {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.environments(),
    queryFn: () => api.getEnvironments(),
  });
}
