import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { SchemaDefinitionProcessor } from './SchemaDefinitionProcessor';
import { SchemaReader } from './SchemaReader';
import { SchemaRefresher } from './SchemaRefresher';

/** Adds the processor of API definitions to the catalog, and what sets it off. */
export const catalogModuleMobworx = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'mobworx',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
      },
      async init({ catalog, events, ...deps }) {
        const reader = new SchemaReader(deps);
        catalog.addProcessor(
          new SchemaDefinitionProcessor({ ...deps, reader }),
        );
        catalog.addEntityProvider(new SchemaRefresher(events));
      },
    });
  },
});
