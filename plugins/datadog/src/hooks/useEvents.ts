import { useApi } from '@backstage/frontend-plugin-api';
import type { PeriodQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';
import { sayWhyStale } from './sayWhyStale';

/** What happened to an entity in an environment. */
export function useEvents(entityRef: string, query: PeriodQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.events(entityRef, query),
    queryFn: () => api.getEvents(entityRef, query),
    refetchInterval: RENEW_MS,
    select: sayWhyStale,
  });
}
