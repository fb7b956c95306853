import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { migrateInTurn } from './migrateInTurn';

/** The framework's connections to the database, for replicas that may start at the same time. */
export const database = createServiceFactory({
  service: coreServices.database,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
    rootLogger: coreServices.rootLogger,
  },
  createRootContext: ({ config, rootLifecycle, rootLogger }) =>
    DatabaseManager.fromConfig(config, { rootLifecycle, rootLogger }),
  factory({ lifecycle, logger, plugin }, manager) {
    const service = manager.forPlugin(plugin.getId(), { lifecycle, logger });
    let client: Promise<Knex> | undefined;
    return {
      ...service,
      getClient: () => {
        client ??= service
          .getClient()
          .then(knex => migrateInTurn(knex, logger));
        return client;
      },
    };
  },
});
