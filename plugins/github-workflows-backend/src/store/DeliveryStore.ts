import { Knex } from 'knex';

/**
 * What became of a delivery.
 *
 * - `taken`: the portal knows more now
 * - `ignored`: of a repository that the catalog doesn't have, or of nothing that the portal shows
 * - `unreadable`: not as GitHub documents it
 */
export type DeliveryOutcome = 'taken' | 'ignored' | 'unreadable';

/** What has come by webhook within a time. */
export interface DeliveryCounts {
  taken: number;
  ignored: number;
  unreadable: number;
  /** Milliseconds since 1970; absent when nothing has come. */
  lastAt?: number;
}

interface Row {
  id: string;
  event: string;
  outcome: DeliveryOutcome;
  received_at: number | string;
}

/** Which deliveries have come, so that none counts twice. */
export class DeliveryStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Writes a delivery down. @returns false when it has come before */
  async begin(id: string, event: string): Promise<boolean> {
    const inserted = await this.#rows()
      .insert({ id, event, outcome: 'taken', received_at: Date.now() })
      .onConflict('id')
      .ignore()
      .returning('id');
    return inserted.length === 1;
  }

  async finish(id: string, outcome: DeliveryOutcome): Promise<void> {
    await this.#rows().where({ id }).update({ outcome });
  }

  /** Forgets a delivery that failed on our side, so that GitHub may send it again. */
  async forget(id: string): Promise<void> {
    await this.#rows().where({ id }).delete();
  }

  async counts(since: number): Promise<DeliveryCounts> {
    const rows = await this.#rows()
      .where('received_at', '>=', since)
      .groupBy('outcome')
      .select<
        Array<{
          outcome: DeliveryOutcome;
          count: number | string;
          last: number | string;
        }>
      >(
        'outcome',
        this.#db.raw('count(*) as count'),
        this.#db.raw('max(received_at) as last'),
      );
    const counts: DeliveryCounts = { taken: 0, ignored: 0, unreadable: 0 };
    for (const { outcome, count, last } of rows) {
      counts[outcome] = Number(count);
      counts.lastAt = Math.max(counts.lastAt ?? 0, Number(last));
    }
    return counts;
  }

  async prune(before: number): Promise<void> {
    await this.#rows().where('received_at', '<', before).delete();
  }

  #rows() {
    return this.#db<Row>('webhook_deliveries');
  }
}
