import {
  createAuthIntegrationRouter,
  createCookieAuthRefreshMiddleware,
  createCredentialsBarrier,
  createLifecycleMiddleware,
  createRateLimitMiddleware,
} from '@backstage/backend-defaults/httpRouter';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { tellDatabaseAway } from './databaseAway';
import { doubtRefusals } from './doubtRefusals';

/**
 * The framework's router of a plugin, which says when the database is away. It answers errors itself,
 * so that those of plugins never come to the server's own handler. Made of the framework's parts in
 * its order: `httpRouterServiceFactory` of @backstage/backend-defaults 0.18.
 */
export const httpRouter = createServiceFactory({
  service: coreServices.httpRouter,
  initialization: 'always',
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    database: coreServices.database,
    httpAuth: coreServices.httpAuth,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    rootHttpRouter: coreServices.rootHttpRouter,
  },
  factory({
    auth,
    config,
    database,
    httpAuth,
    lifecycle,
    logger,
    plugin,
    rootHttpRouter,
  }) {
    const pluginId = plugin.getId();
    const barrier = createCredentialsBarrier({ httpAuth, config });
    const routes = Router();
    const router = Router();
    router.use(
      createRateLimitMiddleware({ pluginId, config }),
      createAuthIntegrationRouter({ auth }),
      createLifecycleMiddleware({ config, lifecycle }),
      barrier.middleware,
      createCookieAuthRefreshMiddleware({ auth, httpAuth }),
      routes,
      doubtRefusals(database),
      tellDatabaseAway(config),
      MiddlewareFactory.create({ config, logger }).error(),
    );
    rootHttpRouter.use(`/api/${pluginId}`, router);
    return {
      use: handler => {
        routes.use(handler);
      },
      addAuthPolicy: policy => barrier.addAuthPolicy(policy),
    };
  },
});
