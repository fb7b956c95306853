import type { Problem } from '@internal/plugin-mobworx-common';
import { Knex } from 'knex';
import type { HealthFinding } from '../probes/Probe';
import { addLatency, LatencyDigest } from './LatencyDigest';
import { hasReached, isNews, nextState, StoredState } from './serviceState';
import {
  addToHour,
  countLook,
  fromStretchRow,
  ServiceKey,
  StretchRow,
} from './stretchRows';
import { HALF_HOUR_MS, HOUR_MS, Stretch, stretchStart } from './stretches';

interface ChangeRow extends ServiceKey {
  at: number | string;
  status: StoredState['status'];
  problem: string | null;
}

interface StateRow extends ServiceKey {
  checked_at: number | string;
  content: string;
}

interface LookRow extends ServiceKey {
  at: number | string;
  status: string;
  latency_ms: number | null;
  version: string | null;
  code: string | null;
}

/** When a status became another one. */
export interface StatusChange {
  at: string;
  status: StoredState['status'];
  problem?: Problem;
}

const KEY = ['environment', 'service'];

/** Keeps what the looks at the health of the services found. */
export class HistoryStore {
  readonly #db: Knex;
  readonly #slowAfterMs: number;

  constructor(db: Knex, options: { slowAfterMs: number }) {
    this.#db = db;
    this.#slowAfterMs = options.slowAfterMs;
  }

  /**
   * Keeps what a look found.
   *
   * @returns whether pages show something else than before
   */
  async record(
    { environment, service }: ServiceKey,
    finding: HealthFinding,
    at: Date,
  ): Promise<boolean> {
    const key = { environment, service };
    return this.#db.transaction(async tx => {
      await insertLook(tx, key, finding, at);
      const stretch = await countLook(tx, key, finding, at);
      const row = await tx<StateRow>('service_states').where(key).first();
      const before = row && (JSON.parse(row.content) as StoredState);
      const after = nextState(before, finding, stretch, at, this.#slowAfterMs);
      const values = {
        checked_at: at.getTime(),
        content: JSON.stringify(after),
      };
      await tx('service_states')
        .insert({ ...key, ...values })
        .onConflict(KEY)
        .merge(values);
      if (before?.status !== after.status) {
        await insertChange(tx, key, after, at);
      }
      return isNews(before, after);
    });
  }

  /** When each service was last looked at, in milliseconds since 1970. */
  async checkedAt(): Promise<Array<ServiceKey & { checkedAt: number }>> {
    const rows = await this.#db<StateRow>('service_states').select(
      'environment',
      'service',
      'checked_at',
    );
    return rows.map(({ environment, service, checked_at }) => ({
      environment,
      service,
      checkedAt: Number(checked_at),
    }));
  }

  /** What is stored of some services. */
  async states(
    keys: ServiceKey[],
  ): Promise<Array<ServiceKey & { state: StoredState }>> {
    const rows = await this.#db<StateRow>('service_states').whereIn(
      KEY,
      keys.map(({ environment, service }) => [environment, service]) as never,
    );
    return rows.map(({ environment, service, content }) => ({
      environment,
      service,
      state: JSON.parse(content) as StoredState,
    }));
  }

  /** The stretches since a moment, half hours and hours together. */
  async stretches(key: ServiceKey, since: number): Promise<Stretch[]> {
    const rows = await this.#db<StretchRow>('stretches')
      .where(key)
      .where('at', '>=', since)
      .orderBy('at');
    return rows.map(fromStretchRow);
  }

  /** The single looks since a moment, each as a stretch of its own. */
  async looks(key: ServiceKey, since: number): Promise<Stretch[]> {
    const rows = await this.#db<LookRow>('looks')
      .where(key)
      .where('at', '>=', since)
      .select('at', 'status', 'latency_ms')
      .orderBy('at');
    return rows.map(row => {
      const reached = hasReached(row);
      const latencies: LatencyDigest = {};
      if (reached && row.latency_ms !== null) {
        addLatency(latencies, row.latency_ms);
      }
      return {
        at: Number(row.at),
        looks: 1,
        reached: reached ? 1 : 0,
        latencies,
      };
    });
  }

  /** The last changes of status since a moment, the newest first. */
  async changes(key: ServiceKey, since: number): Promise<StatusChange[]> {
    const rows = await this.#db<ChangeRow>('status_changes')
      .where(key)
      .where('at', '>=', since)
      .orderBy('at', 'desc')
      .limit(100);
    return rows.map(({ at, status, problem }) => ({
      at: new Date(Number(at)).toISOString(),
      status,
      ...(problem !== null && { problem: JSON.parse(problem) as Problem }),
    }));
  }

  /**
   * Puts what is older than the first moment into hours, and forgets what is older than the second.
   */
  async rollUp(singleUntil: Date, hoursUntil: Date): Promise<void> {
    // Whole hours only: the other half of one would come later.
    const until = stretchStart(singleUntil.getTime(), HOUR_MS);
    await this.#db.transaction(async tx => {
      const rows = await tx<StretchRow>('stretches')
        .where('width_ms', HALF_HOUR_MS)
        .where('at', '<', until)
        .orderBy([...KEY, 'at']);
      for (const row of rows) {
        await addToHour(tx, row);
      }
      await tx('stretches')
        .where('width_ms', HALF_HOUR_MS)
        .where('at', '<', until)
        .delete();
      await tx('looks').where('at', '<', until).delete();
      for (const table of ['stretches', 'status_changes']) {
        await tx(table).where('at', '<', hoursUntil.getTime()).delete();
      }
    });
  }
}

async function insertLook(
  tx: Knex.Transaction,
  key: ServiceKey,
  { status, latencyMs, version, problem }: HealthFinding,
  at: Date,
): Promise<void> {
  await tx('looks')
    .insert({
      ...key,
      at: at.getTime(),
      status,
      latency_ms: latencyMs ?? null,
      version: version ?? null,
      code: problem?.code ?? null,
    })
    .onConflict([...KEY, 'at'])
    .ignore();
}

async function insertChange(
  tx: Knex.Transaction,
  key: ServiceKey,
  { status, problem }: StoredState,
  at: Date,
): Promise<void> {
  await tx('status_changes')
    .insert({
      ...key,
      at: at.getTime(),
      status,
      problem: problem ? JSON.stringify(problem) : null,
    })
    .onConflict([...KEY, 'at'])
    .merge(['status', 'problem']);
}
