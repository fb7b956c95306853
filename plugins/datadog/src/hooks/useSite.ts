import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';

// It is configuration: it changes when the portal is started anew.
const KEEP_MS = 300_000;

/** Where Datadog is, which environments there are and what may be embedded. */
export function useSite() {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.site(),
    queryFn: () => api.getSite(),
    staleTime: KEEP_MS,
  });
}
