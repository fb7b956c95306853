import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { mobworxPermissions } from '@internal/plugin-mobworx-common';
import { Authorization } from './authorization';
import { readMobworxConfig } from './config';
import { Environments } from './Environments';
import { createRouter } from './router';
import { SnapshotStore } from './store/SnapshotStore';

/** Backend of the MobWorx plugin, at `/api/mobworx`. */
export const mobworxPlugin = createBackendPlugin({
  pluginId: 'mobworx',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
      },
      async init(deps) {
        const config = readMobworxConfig(deps.rootConfig);
        const db = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await db.migrate.latest({
            directory: resolvePackagePath(
              '@internal/plugin-mobworx-backend',
              'migrations',
            ),
          });
        }
        deps.permissionsRegistry.addPermissions(mobworxPermissions);
        deps.httpRouter.use(
          createRouter({
            authorization: new Authorization(deps),
            environments: new Environments(config.environments),
            snapshots: new SnapshotStore(db),
          }),
        );
      },
    });
  },
});
