import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  mobworxPermissions,
  serviceTitles,
} from '@internal/plugin-mobworx-common';
import { SchemaDrift } from './appsync/SchemaDrift';
import { Authorization } from './authorization';
import { createClients } from './clients';
import { readMobworxConfig } from './config';
import { createDeploymentProbes } from './deployments/createDeploymentProbes';
import { Environments } from './Environments';
import { ChangeSignals } from './poll/ChangeSignals';
import { Poller } from './poll/Poller';
import { schedulePolling } from './poll/schedulePolling';
import { createProbes } from './probes/createProbes';
import { createRouter } from './router';
import { HistoryService } from './services/HistoryService';
import { StatusBoard } from './services/StatusBoard';
import { StatusService } from './services/StatusService';
import { forgetOldHistory } from './poll/forgetOldHistory';
import { HistoryStore } from './store/HistoryStore';
import { SnapshotStore } from './store/SnapshotStore';
import { StudioRequestStore } from './store/StudioRequestStore';
import { SessionStarter } from './studio/SessionStarter';

/** Backend of the MobWorx plugin, at `/api/mobworx`. */
export const mobworxPlugin = createBackendPlugin({
  pluginId: 'mobworx',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
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
        const environments = new Environments(config.environments);
        const snapshots = new SnapshotStore(db);
        const studioRequests = new StudioRequestStore(db);
        const history = new HistoryStore(db, {
          slowAfterMs: config.poll.slowAfterMs,
        });
        const credentials = DefaultAwsCredentialsManager.fromConfig(
          deps.rootConfig,
        );
        const clients = new Map(
          config.environments.map(environment => [
            environment.id,
            createClients(environment, { poll: config.poll, credentials }),
          ]),
        );
        const clientsOf = (environment: string) =>
          clients.get(environment) ?? {};
        const probes = createProbes(config.environments, clientsOf, {
          snapshots,
        });
        probes.details.push(
          ...createDeploymentProbes(config, {
            ...deps,
            clientsOf,
            history,
            integrations: ScmIntegrations.fromConfig(deps.rootConfig),
            snapshots,
          }),
        );
        const poller = new Poller({
          probes,
          poll: config.poll,
          titleOf: ({ environment, service }) =>
            `${serviceTitles[service]} in ${environments.named(environment).title}`,
          snapshots,
          history,
          changes: new ChangeSignals(deps),
          logger: deps.logger,
        });
        if (config.environments.length > 0) {
          await schedulePolling(deps.scheduler, poller, config.poll);
          await forgetOldHistory(deps.scheduler, {
            ...config.history,
            history,
            snapshots,
            studioRequests,
          });
        }
        deps.permissionsRegistry.addPermissions(mobworxPermissions);
        deps.httpRouter.use(
          createRouter({
            auditor: deps.auditor,
            authorization: new Authorization(deps),
            catalog: deps.catalog,
            clientsOf,
            environments,
            history: new HistoryService(history),
            schemaDrift: new SchemaDrift({ environments, snapshots }),
            sessionStarter: new SessionStarter({
              store: studioRequests,
              poller,
              lifecycle: deps.lifecycle,
            }),
            snapshots,
            status: new StatusService({
              board: new StatusBoard({ history, snapshots }),
              environments: config.environments,
              staleAfterMs: config.poll.staleAfterMs,
            }),
          }),
        );
      },
    });
  },
});
