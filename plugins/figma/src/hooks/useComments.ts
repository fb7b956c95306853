import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The threads of comments that nobody has resolved. */
export function useComments(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('comments', entityRef),
    queryFn: () => api.getComments(entityRef),
    select: sayWhyStale,
  });
}
