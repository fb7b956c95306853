import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** What the file publishes to the library of its team. */
export function useComponents(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('components', entityRef),
    queryFn: () => api.getComponents(entityRef),
    select: sayWhyStale,
  });
}
