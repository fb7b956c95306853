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
      },
      factory({ config, logger }): AuditRunner {
        const { baseUrl, serviceTimeoutMs } = readLighthouseConfig(config);
        return baseUrl === undefined
          ? createAuditRunner({ config, logger })
          : new AuditServiceRunner({ baseUrl, timeoutMs: serviceTimeoutMs });
      },
    }),
});
