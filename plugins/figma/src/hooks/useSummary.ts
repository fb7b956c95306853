import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The design file of an entity as a card shows it. */
export function useSummary(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('summary', entityRef),
    queryFn: () => api.getSummary(entityRef),
    select: sayWhyStale,
  });
}
