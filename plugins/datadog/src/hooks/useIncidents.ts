import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';
import { sayWhyStale } from './sayWhyStale';

/** The incidents in progress of an entity in an environment. */
export function useIncidents(entityRef: string, query: EnvironmentQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.part('incidents', entityRef, query),
    queryFn: () => api.getIncidents(entityRef, query),
    refetchInterval: RENEW_MS,
    select: sayWhyStale,
  });
}
