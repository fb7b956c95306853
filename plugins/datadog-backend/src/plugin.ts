import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { datadogPermissions } from '@internal/plugin-datadog-common';
import { Authorization } from './authorization';
import { checkAtStart } from './checkAtStart';
import { readDatadogConfig } from './config';
import { createRouter } from './router';
import { DatadogReader } from './services/DatadogReader';
import { notConfigured } from './upstream/DatadogClient';

/** Backend of the Datadog plugin, at `/api/datadog`. */
export const datadogPlugin = createBackendPlugin({
  pluginId: 'datadog',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { catalog, httpRouter, lifecycle, logger } = deps;
        deps.permissionsRegistry.addPermissions(datadogPermissions);
        const config = readDatadogConfig(deps.config);
        const reader = config && new DatadogReader(config, catalog);
        if (reader) {
          // Nobody waits for it.
          lifecycle.addStartupHook(() => {
            void checkAtStart(reader, logger);
          });
        }
        httpRouter.use(
          createRouter({
            authorization: new Authorization(deps),
            reader() {
              if (!reader) {
                throw notConfigured();
              }
              return reader;
            },
          }),
        );
      },
    });
  },
});
