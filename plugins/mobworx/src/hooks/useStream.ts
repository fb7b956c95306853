import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Rooms, munits, events and signaling of an environment. */
export function useStream(environment: string) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.details(environment, 'stream'),
    queryFn: () => api.getStream(environment),
  });
}
