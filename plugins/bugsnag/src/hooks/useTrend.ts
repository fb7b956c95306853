import { useApi } from '@backstage/frontend-plugin-api';
import type { TrendQuery } from '@internal/plugin-bugsnag-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bugsnagApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** How many events there were over time, of the errors that fit the filters. */
export function useTrend(entityRef: string, filters: TrendQuery) {
  const api = useApi(bugsnagApiRef);
  return useQuery({
    queryKey: queryKeys.trend(entityRef, filters),
    queryFn: () => api.getTrend(entityRef, filters),
    placeholderData: keepPreviousData,
    select: sayWhyStale,
  });
}
