import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lighthouseApiRef, WebsitesPart } from '../api';
import { queryKeys } from './queryKeys';
import { renewWhileLive } from './renewWhileLive';

/** A page of the list of audited websites. */
export function useWebsites(part: WebsitesPart) {
  const api = useApi(lighthouseApiRef);
  return useQuery({
    queryKey: queryKeys.websites(part),
    queryFn: () => api.getWebsites(part),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      renewWhileLive(
        state.data?.items.flatMap(({ formFactors }) =>
          formFactors.map(({ lastAudit }) => lastAudit),
        ),
      ),
  });
}
