import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogWebsitesRef } from '../catalog/catalogWebsitesRef';
import type { AuditTargets } from './AuditTargets';
import { createAuditTargets } from './createAuditTargets';

/** What decides which addresses the portal may open. */
export const auditTargetsRef = createServiceRef<AuditTargets>({
  id: 'lighthouse.audit-targets',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig, declared: catalogWebsitesRef },
      factory: ({ config, declared }) =>
        createAuditTargets({ config, declared }),
    }),
});
