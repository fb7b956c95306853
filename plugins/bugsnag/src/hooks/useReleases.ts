import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bugsnagApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** The latest releases, of one stage or of all. */
export function useReleases(entityRef: string, stage: string | undefined) {
  const api = useApi(bugsnagApiRef);
  return useQuery({
    queryKey: queryKeys.releases(entityRef, { stage }),
    queryFn: () => api.getReleases(entityRef, { stage }),
    placeholderData: keepPreviousData,
    select: sayWhyStale,
  });
}
