import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { useObjectUrl } from './useObjectUrl';

// For whoever goes back to a page; the browser’s own cache has the bytes for longer.
const KEEP_MS = 60_000;

/**
 * A picture, read as every other answer is: with the viewer’s token, which an `img` couldn’t send.
 *
 * @param path - as an answer gave it; undefined asks for nothing
 * @returns its address while it is shown, or why there is none
 */
export function useImage(path: string | undefined): {
  url: string | undefined;
  error: unknown;
} {
  const api = useApi(figmaApiRef);
  const { data, error } = useQuery({
    queryKey: queryKeys.image(path),
    queryFn: () => api.getImage(path!),
    enabled: path !== undefined,
    // Its version is in the path: it never changes.
    staleTime: Infinity,
    gcTime: KEEP_MS,
  });
  return { url: useObjectUrl(data), error };
}
