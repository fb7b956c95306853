import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** What changes for clients when the schema of one environment comes to another. */
export function useSchemaDrift(from: string, to: string) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.schemaDrift(from, to),
    queryFn: () => api.getSchemaDrift(from, to),
  });
}
