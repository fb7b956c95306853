import { useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentQuery } from '@internal/plugin-datadog-common';
import { useQuery } from '@tanstack/react-query';
import { datadogApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** What an entity calls in an environment, beside what the catalog says. */
export function useDependencies(entityRef: string, query: EnvironmentQuery) {
  const api = useApi(datadogApiRef);
  return useQuery({
    queryKey: queryKeys.part('dependencies', entityRef, query),
    queryFn: () => api.getDependencies(entityRef, query),
    select: sayWhyStale,
  });
}
