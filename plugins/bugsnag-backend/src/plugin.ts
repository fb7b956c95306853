import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { bugsnagPermissions } from '@internal/plugin-bugsnag-common';
import { Authorization } from './authorization';
import { readBugsnagConfig } from './config';
import { createRouter } from './router';
import { BugsnagReader } from './services/BugsnagReader';

/** Backend of the Bugsnag plugin, at `/api/bugsnag`. */
export const bugsnagPlugin = createBackendPlugin({
  pluginId: 'bugsnag',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ config, httpRouter, permissionsRegistry, ...deps }) {
        permissionsRegistry.addPermissions(bugsnagPermissions);
        httpRouter.use(
          createRouter({
            authorization: new Authorization(deps),
            reader: new BugsnagReader(readBugsnagConfig(config)),
          }),
        );
      },
    });
  },
});
