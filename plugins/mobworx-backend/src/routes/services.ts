import type { Authorization } from '../authorization';
import type { Environments } from '../Environments';
import type { SnapshotStore } from '../store/SnapshotStore';

/** What the routes lean on. */
export interface RouteServices {
  authorization: Authorization;
  environments: Environments;
  snapshots: SnapshotStore;
}
