import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';
import { sayWhyStale } from './sayWhyStale';

/** The SLOs of an entity in an environment. */
export function useSlos(entityRef: string, query: EnvironmentQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.part('slos', entityRef, query),
    queryFn: () => api.getSlos(entityRef, query),
    refetchInterval: RENEW_MS,
    select: sayWhyStale,
  });
}
