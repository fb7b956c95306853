import type {
  ErrorsQuery,
  ReleasesQuery,
  TrendQuery,
} from '@internal/plugin-bugsnag-common';

const PLUGIN_ID = 'bugsnag';

/** Keys of the plugin's queries: plugin, what, entity, which. */
export const queryKeys = {
  summary: (entityRef: string) => [PLUGIN_ID, 'summary', entityRef],
  errors: (entityRef: string, query: ErrorsQuery) => [
    PLUGIN_ID,
    'errors',
    entityRef,
    query,
  ],
  trend: (entityRef: string, query: TrendQuery) => [
    PLUGIN_ID,
    'trend',
    entityRef,
    query,
  ],
  stability: (entityRef: string) => [PLUGIN_ID, 'stability', entityRef],
  releases: (entityRef: string, query: ReleasesQuery) => [
    PLUGIN_ID,
    'releases',
    entityRef,
    query,
  ],
};
