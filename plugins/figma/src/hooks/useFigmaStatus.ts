import { ResponseError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef, FigmaApi } from '../api';
import { queryKeys } from './queryKeys';

/** Nothing for whoever may not see it: it isn’t for them. */
async function readStatus(api: FigmaApi) {
  try {
    return await api.getStatus();
  } catch (error) {
    if (error instanceof ResponseError && error.statusCode === 403) {
      return null;
    }
    throw error;
  }
}

/** How the portal gets on with Figma; `null` for whoever may not see it. */
export function useFigmaStatus() {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.status(),
    queryFn: () => readStatus(api),
  });
}
