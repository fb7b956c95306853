import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { CatalogWebsites } from './CatalogWebsites';

/** The pages that the catalog declares, remembered once for all who ask. */
export const catalogWebsitesRef = createServiceRef<CatalogWebsites>({
  id: 'lighthouse.catalog-websites',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, catalog: catalogServiceRef },
      factory: deps => new CatalogWebsites(deps),
    }),
});
