import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Who is in a room. */
export function useParticipants(environment: string, roomId: string) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.participants(environment, roomId),
    queryFn: () => api.getParticipants(environment, roomId),
  });
}
