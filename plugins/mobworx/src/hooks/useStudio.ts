import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Studio sessions of an environment. */
export function useStudio(environment: string) {
  const api = useApi(mobworxApiRef);
  return useQuery({
    queryKey: queryKeys.details(environment, 'studio'),
    queryFn: () => api.getStudio(environment),
  });
}
