import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { figmaPermissions } from '@internal/plugin-figma-common';
import { Authorization } from './authorization';
import { readFigmaConfig } from './config';
import { notConfigured } from './problems';
import { createRouter } from './router';
import { WEBHOOK_PATH } from './routes/webhookRoutes';
import { Changes } from './services/Changes';
import { createFigmaServices } from './services/createFigmaServices';
import { scheduleHousekeeping } from './services/Housekeeping';
import { KeptParts } from './services/KeptParts';
import { StatusService } from './services/StatusService';
import { WebhookService } from './services/WebhookService';
import { DeliveryStore } from './store/DeliveryStore';
import { ImageStore } from './store/ImageStore';
import { LimitStore } from './store/LimitStore';
import { PartStore } from './store/PartStore';
import { Budgets } from './upstream/Budgets';

const USUAL_TTL_MS = 300_000;

/** Backend of the Figma plugin, at `/api/figma`. */
export const figmaPlugin = createBackendPlugin({
  pluginId: 'figma',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const config = readFigmaConfig(deps.rootConfig);
        const db = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await db.migrate.latest({
            directory: resolvePackagePath(
              '@internal/plugin-figma-backend',
              'migrations',
            ),
          });
        }
        const files = new PartStore(db);
        const images = new ImageStore(db);
        const limits = new LimitStore(db);
        const deliveries = new DeliveryStore(db);
        const changes = new Changes(deps);
        const kept = new KeptParts({
          store: files,
          ttlMs: config?.cacheTtlMs ?? USUAL_TTL_MS,
          onChange: fileKey => changes.tell(fileKey),
        });
        const budgets = config && new Budgets({ plan: config.plan, limits });
        const status = new StatusService({
          config,
          budgets,
          limits,
          deliveries,
          images,
          files,
        });
        const figma =
          config &&
          createFigmaServices({
            config,
            budgets: budgets!,
            kept,
            images,
            changes,
            status,
            appUrl: deps.rootConfig.getString('app.baseUrl').replace(/\/$/, ''),
          });
        await scheduleHousekeeping(deps, { files, images, deliveries });
        deps.permissionsRegistry.addPermissions(figmaPermissions);
        deps.httpRouter.addAuthPolicy({
          path: WEBHOOK_PATH,
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(
          createRouter({
            auditor: deps.auditor,
            authorization: new Authorization(deps),
            figma: () => {
              if (!figma) {
                throw notConfigured();
              }
              return figma;
            },
            images,
            status,
            webhook: new WebhookService({
              passcode: config?.passcode,
              deliveries,
              kept,
              changes,
              status,
            }),
          }),
        );
      },
    });
  },
});
