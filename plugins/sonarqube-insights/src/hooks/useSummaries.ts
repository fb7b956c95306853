import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { sonarqubeInsightsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Of many entities, each with its summary or why there is none; nothing is asked for none. */
export function useSummaries(entityRefs: string[]) {
  const api = useApi(sonarqubeInsightsApiRef);
  return useQuery({
    queryKey: queryKeys.summaries(entityRefs),
    queryFn: () => (entityRefs.length > 0 ? api.getSummaries(entityRefs) : []),
  });
}
