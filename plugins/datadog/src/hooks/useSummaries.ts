import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { RENEW_MS } from './renewal';

/** Of many entities, each with its summary or why there is none; nothing is asked for none. */
export function useSummaries(entityRefs: string[], query: EnvironmentQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.summaries(entityRefs, query),
    queryFn: () =>
      entityRefs.length > 0 ? api.getSummaries(entityRefs, query) : [],
    refetchInterval: RENEW_MS,
  });
}
