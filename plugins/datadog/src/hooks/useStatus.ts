import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** How the portal gets on with Datadog. */
export function useStatus() {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.status(),
    queryFn: () => api.getStatus(),
  });
}
