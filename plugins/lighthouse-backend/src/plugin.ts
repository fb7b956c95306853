import { hostname } from 'node:os';
import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { lighthousePermissions } from '@internal/plugin-lighthouse-common';
import { FinalAddressRunner } from './auditService/FinalAddressRunner';
import { Authorization } from './authorization';
import { catalogWebsitesRef } from './catalog/catalogWebsitesRef';
import { readLighthouseConfig } from './config';
import { AuditChanges } from './queue/AuditChanges';
import { AuditWorker } from './queue/AuditWorker';
import { createRouter } from './router';
import { auditRunnerRef } from './runner/auditRunnerRef';
import { AuditSchedule } from './schedule/AuditSchedule';
import { AuditService } from './services/AuditService';
import { EntityAuditService } from './services/EntityAuditService';
import { StateService } from './services/StateService';
import { WebsiteService } from './services/WebsiteService';
import { AuditQueueStore } from './store/AuditQueueStore';
import { AuditStore } from './store/AuditStore';
import { ReportStore } from './store/ReportStore';
import { WebsiteStore } from './store/WebsiteStore';
import { AddressPolicy } from './targets/AddressPolicy';
import { auditTargetsRef } from './targets/auditTargetsRef';
import { readTargetsConfig } from './targets/targetsConfig';

/** Backend of the Lighthouse plugin, at `/api/lighthouse`. */
export const lighthousePlugin = createBackendPlugin({
  pluginId: 'lighthouse',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        database: coreServices.database,
        declared: catalogWebsitesRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        runner: auditRunnerRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        targets: auditTargetsRef,
      },
      async init(deps) {
        const { logger, targets } = deps;
        const config = readLighthouseConfig(deps.rootConfig);
        const runner =
          config.baseUrl === undefined
            ? deps.runner
            : new FinalAddressRunner({
                runner: deps.runner,
                policy: new AddressPolicy(
                  readTargetsConfig(deps.rootConfig).addresses,
                ),
              });
        const db = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await db.migrate.latest({
            directory: resolvePackagePath(
              '@internal/plugin-lighthouse-backend',
              'migrations',
            ),
          });
        }
        const auditStore = new AuditStore(db);
        const websiteStore = new WebsiteStore(db);
        const queue = new AuditQueueStore(db);
        const changes = new AuditChanges(deps);
        const worker = new AuditWorker({
          runner,
          targets,
          queue,
          changes,
          logger,
          measured:
            config.baseUrl === undefined
              ? { measuredBy: 'portal', machine: hostname().slice(0, 255) }
              : { measuredBy: 'audit-service' },
        });
        deps.lifecycle.addShutdownHook(() => worker.stop());
        await new AuditSchedule({
          ...deps,
          config,
          queue,
          worker,
          changes,
          audits: auditStore,
          websites: websiteStore,
        }).start();
        deps.permissionsRegistry.addPermissions(lighthousePermissions);
        deps.httpRouter.use(
          createRouter({
            auditor: deps.auditor,
            authorization: new Authorization(deps),
            catalog: deps.catalog,
            logger,
            audits: new AuditService({
              config,
              runner,
              targets,
              queue,
              worker,
              changes,
              audits: auditStore,
              reports: new ReportStore(db),
            }),
            entities: new EntityAuditService({
              audits: auditStore,
              budgets: config.budgets,
            }),
            state: new StateService({ config, runner, queue }),
            websites: new WebsiteService(websiteStore),
            auditStore,
            websiteStore,
          }),
        );
      },
    });
  },
});
