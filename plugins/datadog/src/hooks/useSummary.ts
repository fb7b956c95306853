import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';

/** An entity in an environment in a few numbers; each part has an age of its own. */
export function useSummary(entityRef: string, query: EnvironmentQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.part('summary', entityRef, query),
    queryFn: () => api.getSummary(entityRef, query),
    refetchInterval: RENEW_MS,
  });
}
