import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** Links from parts of the file to code. */
export function useDevResources(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('dev-resources', entityRef),
    queryFn: () => api.getDevResources(entityRef),
    select: sayWhyStale,
  });
}
