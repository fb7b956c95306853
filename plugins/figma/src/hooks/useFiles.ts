import { useApi } from '@backstage/frontend-plugin-api';
import type { FileItem } from '@internal/plugin-figma-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { figmaApiRef } from '../api';
import { queryKeys } from './queryKeys';

// Files that nobody has looked at before are read one after the other; our backend is asked again
// until it has them all.
const NOT_READ_YET = 'figma_not_read_yet';
const RENEW_MS = 4_000;

const isUnread = (item: FileItem) =>
  'file' in item ? false : item.problem.code === NOT_READ_YET;

/** The design files of a system, of an owner, or of all that the viewer may see. */
export function useFiles(of: string | undefined) {
  const api = useApi(figmaApiRef);
  return useQuery({
    queryKey: queryKeys.files(of),
    queryFn: () => api.getFiles(of),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(isUnread) ? RENEW_MS : false,
  });
}
