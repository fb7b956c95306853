import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** What of the file designers have marked for developers. */
export function useSections(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('sections', entityRef),
    queryFn: () => api.getSections(entityRef),
    select: sayWhyStale,
  });
}
