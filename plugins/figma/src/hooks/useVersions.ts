import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The history of the file. */
export function useVersions(entityRef: string) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.ofEntity('versions', entityRef),
    queryFn: () => api.getVersions(entityRef),
    select: sayWhyStale,
  });
}
