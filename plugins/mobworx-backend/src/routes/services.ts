import type { AuditorService } from '@backstage/backend-plugin-api';
import type { SchemaDrift } from '../appsync/SchemaDrift';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Authorization } from '../authorization';
import type { Clients } from '../clients';
import type { Environments } from '../Environments';
import type { HistoryService } from '../services/HistoryService';
import type { StatusService } from '../services/StatusService';
import type { SnapshotStore } from '../store/SnapshotStore';
import type { SessionStarter } from '../studio/SessionStarter';

/** What the routes lean on. */
export interface RouteServices {
  auditor: AuditorService;
  authorization: Authorization;
  catalog: CatalogService;
  /** What speaks with the services of an environment; only for what people start themselves. */
  clientsOf: (environment: string) => Clients;
  environments: Environments;
  history: HistoryService;
  schemaDrift: SchemaDrift;
  sessionStarter: SessionStarter;
  snapshots: SnapshotStore;
  status: StatusService;
}
