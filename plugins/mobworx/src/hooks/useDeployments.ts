import { useApi } from '@backstage/frontend-plugin-api';
import type { ServiceId } from '@internal/plugin-mobworx-common';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** What of a service runs where, and how it would be brought on. */
export function useDeployments(service: ServiceId) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.deployments(service),
    queryFn: () => api.getDeployments(service),
  });
}
