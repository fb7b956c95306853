import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Whether audits can be run at all, and what the viewer may do. */
export function useRunnerState() {
  const api = useApi(lighthouseApiRef);
  return useQuery({
    queryKey: queryKeys.state(),
    queryFn: () => api.getState(),
  });
}
