import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';
import { sayWhyStale } from './sayWhyStale';

/** The monitors of an entity in an environment. */
export function useMonitors(entityRef: string, query: EnvironmentQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.part('monitors', entityRef, query),
    queryFn: () => api.getMonitors(entityRef, query),
    refetchInterval: RENEW_MS,
    select: sayWhyStale,
  });
}
