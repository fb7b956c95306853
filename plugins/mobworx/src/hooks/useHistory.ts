import { useApi } from '@backstage/frontend-plugin-api';
import type { HistoryWindow, ServiceId } from '@internal/plugin-mobworx-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Uptime and latency of a service in an environment over a window that ends now. */
export function useHistory(
  environment: string,
  service: ServiceId,
  window: HistoryWindow,
) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.history(environment, service, window),
    queryFn: () => api.getHistory(environment, service, window),
    placeholderData: keepPreviousData,
  });
}
