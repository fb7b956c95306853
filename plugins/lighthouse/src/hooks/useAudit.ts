import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { renewWhileLive } from './renewWhileLive';

/** One audit without its report. */
export function useAudit(id: string) {
  const api = useApi(lighthouseApiRef);
  return useQuery({
    queryKey: queryKeys.audit(id),
    queryFn: () => api.getAudit(id),
    refetchInterval: ({ state }) =>
      renewWhileLive(state.data && [state.data.audit]),
  });
}
