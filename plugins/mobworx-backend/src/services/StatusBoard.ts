import type { Deployment } from '@internal/plugin-mobworx-common';
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
  #deployments = new Map<string, Deployment>();

  constructor(options: { history: HistoryStore; snapshots: SnapshotStore }) {
    this.#history = options.history;
    this.#snapshots = options.snapshots;
  }

  /** Reads from the database whatever was written since the last time. */
  async refresh(): Promise<void> {
    const [checked, deployments] = await Promise.all([
      this.#history.checkedAt(),
      this.#snapshots.readSubject<Deployment>(DEPLOYMENT_SUBJECT),
    ]);
    this.#deployments = new Map(
      deployments.flatMap(({ key, value }) =>
        value ? [[nameOf(key), value]] : [],
      ),
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

  /** What runs there according to GitHub and CloudFormation. */
  deploymentOf(key: ServiceKey): Deployment | undefined {
    return this.#deployments.get(nameOf(key));
  }
}
