import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { Authorization } from '../authorization';
import { sonarqubeReaderServiceRef } from '../services/SonarqubeReader';
import { createCommunityRouter } from './communityRouter';

/** Stands in for `@backstage-community/plugin-sonarqube-backend`, at `/api/sonarqube`. */
export const sonarqubePlugin = createBackendPlugin({
  pluginId: 'sonarqube',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        reader: sonarqubeReaderServiceRef,
      },
      async init({ httpRouter, reader, ...deps }) {
        httpRouter.use(
          createCommunityRouter({
            authorization: new Authorization(deps),
            reader,
          }),
        );
      },
    });
  },
});
