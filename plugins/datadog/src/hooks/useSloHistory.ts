import { useApi } from '@backstage/frontend-plugin-api';
import type { SloHistoryQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** How an SLO of an entity went. */
export function useSloHistory(
  entityRef: string,
  sloId: string,
  query: SloHistoryQuery,
) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.sloHistory(entityRef, sloId, query),
    queryFn: () => api.getSloHistory(entityRef, sloId, query),
    select: sayWhyStale,
  });
}
