import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

// Signals tell of every other status at once. Latency and the time of the last look move on without
// one, and a page whose connection for signals broke must not call a dead service up for ever.
const RENEW_MS = 60_000;

/** How every service is in every environment: what the backend has stored, never an upstream. */
export function useStatus() {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.status(),
    queryFn: () => api.getStatus(),
    refetchInterval: RENEW_MS,
  });
}
