import type { Stored } from '@internal/plugin-mobworx-common';
import type { SeenDeployment } from '../deployments/SeenDeployment';
import { DEPLOYMENT_SUBJECT } from '../poll/Poller';
import type { HistoryStore } from '../store/HistoryStore';
import type { StoredState } from '../store/serviceState';
import type { SnapshotStore } from '../store/SnapshotStore';
import type { ServiceKey } from '../store/stretchRows';

const nameOf = ({ environment, service }: ServiceKey) =>
  `${environment}/${service}`;

/** What is stored of all services now, in memory; other processes of the portal write it too. */
export class StatusBoard {
  readonly #history: HistoryStore;
  readonly #snapshots: SnapshotStore;
  readonly #states = new Map<
    string,
    { checkedAt: number; state: StoredState }
  >();
  #deployments = new Map<string, Stored<SeenDeployment | null>>();

  constructor(options: { history: HistoryStore; snapshots: SnapshotStore }) {
    this.#history = options.history;
    this.#snapshots = options.snapshots;
  }

  /** Reads from the database whatever was written since the last time. */
  async refresh(): Promise<void> {
    const [checked, deployments] = await Promise.all([
      this.#history.checkedAt(),
      this.#snapshots.readSubject<SeenDeployment | null>(DEPLOYMENT_SUBJECT),
    ]);
    this.#deployments = new Map(
      deployments.map(({ key, ...stored }) => [nameOf(key), stored]),
    );
    const changed = checked.filter(
      key => this.#states.get(nameOf(key))?.checkedAt !== key.checkedAt,
    );
    if (changed.length === 0) {
      return;
    }
    for (const { state, ...key } of await this.#history.states(changed)) {
      const checkedAt = Date.parse(state.checkedAt);
      this.#states.set(nameOf(key), { checkedAt, state });
    }
  }

  /** What the last look at a service found; undefined when nobody has looked yet. */
  stateOf(key: ServiceKey): StoredState | undefined {
    return this.#states.get(nameOf(key))?.state;
  }

  /** What runs there according to GitHub and CloudFormation; empty when nobody has looked yet. */
  deploymentOf(key: ServiceKey): Stored<SeenDeployment | null> {
    return this.#deployments.get(nameOf(key)) ?? {};
  }
}
