import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AuditServiceRunner } from '../auditService/AuditServiceRunner';
import { readLighthouseConfig } from '../config';
import type { AuditRunner } from './AuditRunner';
import { createAuditRunner } from './createAuditRunner';

/**
 * What runs audits: the portal's own worker, or the audit-service of `lighthouse.baseUrl`. A
 * service, so that another runner can take its place.
 */
export const auditRunnerRef = createServiceRef<AuditRunner>({
  id: 'lighthouse.audit-runner',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async factory({ config, logger, scheduler }): Promise<AuditRunner> {
        const { baseUrl, serviceTimeoutMs } = readLighthouseConfig(config);
        if (baseUrl !== undefined) {
          return new AuditServiceRunner({
            baseUrl,
            timeoutMs: serviceTimeoutMs,
          });
        }
        const runner = createAuditRunner({ config, logger });
        await scheduler.scheduleTask({
          id: 'clear-up-after-browsers',
          // Each machine has folders of its own.
          scope: 'local',
          frequency: { hours: 1 },
          timeout: { minutes: 10 },
          fn: () => runner.clearUp(),
        });
        return runner;
      },
    }),
});
