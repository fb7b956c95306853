import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { renewWhileLive } from './renewWhileLive';

/** The newest audits of all pages that an entity declares. */
export function useEntityAudits(entityRef: string) {
  const api = useApi(lighthouseApiRef);
  return useQuery({
    queryKey: queryKeys.entity(entityRef),
    queryFn: () => api.getEntityAudits(entityRef),
    refetchInterval: ({ state }) =>
      renewWhileLive(
        state.data?.pages.flatMap(({ results }) =>
          results.flatMap(({ lastAudit }) => lastAudit ?? []),
        ),
      ),
  });
}
