import type { Query } from '@tanstack/react-query';

const PLUGIN_ID = 'figma';

/** What of an entity’s design file is read. */
type Part =
  | 'summary'
  | 'frames'
  | 'sections'
  | 'comments'
  | 'versions'
  | 'components'
  | 'dev-resources';

/** Keys of the plugin's queries: plugin, what, which. */
export const queryKeys = {
  ofEntity: (part: Part, entityRef: string) => [PLUGIN_ID, part, entityRef],
  files: (of: string | undefined) => [PLUGIN_ID, 'files', of],
  status: () => [PLUGIN_ID, 'status'],
  image: (path: string | undefined) => [PLUGIN_ID, 'image', path],
  wholes: () => [PLUGIN_ID, 'wholes'],
};

/** Whether nobody knows yet which file the answer to a query of the plugin will be about. */
export const isFirstReading = ({ queryKey, state }: Query): boolean =>
  queryKey[0] === PLUGIN_ID &&
  state.data === undefined &&
  state.fetchStatus === 'fetching';
