import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** The report of a completed audit, some hundred kilobytes which never change. */
export function useReport(id: string) {
  const api = useApi(lighthouseApiRef);
  return useQuery({
    queryKey: queryKeys.report(id),
    queryFn: () => api.getReport(id),
    staleTime: Infinity,
    // Not worth the memory once its page is left.
    gcTime: 60_000,
  });
}
