import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** What got better or worse since an earlier audit; the completed one before when none is named. */
export function useComparison(id: string, beforeId: string | undefined) {
  const api = useApi(lighthouseApiRef);
  return useQuery({
    queryKey: queryKeys.comparison(id, beforeId),
    queryFn: () => api.getComparison(id, beforeId),
    staleTime: Infinity,
  });
}
