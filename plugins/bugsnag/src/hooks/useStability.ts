import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { bugsnagApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** How many sessions went without a crash, day by day. */
export function useStability(entityRef: string) {
  const api = useApi(bugsnagApiRef);
  return useQuery({
    queryKey: queryKeys.stability(entityRef),
    queryFn: () => api.getStability(entityRef),
    select: sayWhyStale,
  });
}
