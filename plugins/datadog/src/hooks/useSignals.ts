import { useApi } from '@backstage/frontend-plugin-api';
import type { PeriodQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';
import { sayWhyStale } from './sayWhyStale';

/** Requests, errors and latency of an entity in an environment. */
export function useSignals(entityRef: string, query: PeriodQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.signals(entityRef, query),
    queryFn: () => api.getSignals(entityRef, query),
    refetchInterval: RENEW_MS,
    select: sayWhyStale,
  });
}
