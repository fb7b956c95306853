import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Authorization } from '../authorization';
import type { AuditService } from '../services/AuditService';
import type { EntityAuditService } from '../services/EntityAuditService';
import type { StateService } from '../services/StateService';
import type { WebsiteService } from '../services/WebsiteService';
import type { AuditStore } from '../store/AuditStore';
import type { WebsiteStore } from '../store/WebsiteStore';

/** What the routes lean on. */
export interface RouteServices {
  auditor: AuditorService;
  authorization: Authorization;
  catalog: CatalogService;
  logger: LoggerService;
  audits: AuditService;
  entities: EntityAuditService;
  state: StateService;
  websites: WebsiteService;
  /** For the contract of the audit-service, which lists otherwise. */
  auditStore: AuditStore;
  websiteStore: WebsiteStore;
}
