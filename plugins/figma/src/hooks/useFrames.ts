import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The chosen frames of the design file of an entity. */
export function useFrames(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('frames', entityRef),
    queryFn: () => api.getFrames(entityRef),
    select: sayWhyStale,
  });
}
