import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * PostgreSQL's own full-text search, which all replicas share, where the backend is on PostgreSQL.
 * Elsewhere the module would say at each start that it has nothing to do; there the search is the
 * plugin's own, in memory.
 */
export const searchEngine = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.getString('backend.database.client') === 'pg') {
      yield import('@backstage/plugin-search-backend-module-pg');
    }
  },
});
