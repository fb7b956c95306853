import type { RootLifecycleService } from '@backstage/backend-plugin-api';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { tellDatabaseAway } from './databaseAway';
import { drain } from './drain';
import { hideSecrets } from './hideSecrets';
import { createRateLimit } from './rateLimit';

/**
 * The framework's HTTP server, which goes on while Redis is away, says when the database is, logs no
 * secret of a request, and ends in order.
 */
export const rootHttpRouter = rootHttpRouterServiceFactory({
  configure({
    app,
    applyDefaults,
    config,
    lifecycle,
    logger,
    middleware,
    server,
  }) {
    const limit = createRateLimit({ config, lifecycle, logger });
    const answerError = middleware.error();
    const databaseAway = tellDatabaseAway(config);
    // What the framework puts in the chain, in its order, with these two in place of its own.
    Object.assign(middleware, {
      rateLimit: () => limit,
      error: () => [databaseAway, answerError],
    });
    // It is the root's lifecycle, whatever its type says.
    drain({ server, lifecycle: lifecycle as RootLifecycleService });
    app.use(hideSecrets);
    applyDefaults();
  },
});
