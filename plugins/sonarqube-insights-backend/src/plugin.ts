import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { sonarqubeInsightsPermissions } from '@internal/plugin-sonarqube-insights-common';
import { Authorization } from './authorization';
import { createRouter } from './router';
import { sonarqubeReaderServiceRef } from './services/SonarqubeReader';

/** Backend of the SonarQube plugin, at `/api/sonarqube-insights`. */
export const sonarqubeInsightsPlugin = createBackendPlugin({
  pluginId: 'sonarqube-insights',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: sonarqubeReaderServiceRef,
      },
      async init({ httpRouter, permissionsRegistry, reader, ...deps }) {
        permissionsRegistry.addPermissions(sonarqubeInsightsPermissions);
        httpRouter.use(
          createRouter({ authorization: new Authorization(deps), reader }),
        );
      },
    });
  },
});
