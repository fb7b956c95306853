import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The dashboards of an entity. */
export function useDashboards(entityRef: string) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.dashboards(entityRef),
    queryFn: () => api.getDashboards(entityRef),
    select: sayWhyStale,
  });
}
