import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { bugsnagApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The project of an entity in a few numbers. */
export function useSummary(entityRef: string) {
  const api = useApi(bugsnagApiRef);
  return useQuery({
    queryKey: queryKeys.summary(entityRef),
    queryFn: () => api.getSummary(entityRef),
    select: sayWhyStale,
  });
}
