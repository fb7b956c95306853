import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';

/** Who does something that only one process of the portal may do, until when. */
export interface Lease {
  name: string;
  /** Milliseconds since 1970. */
  until: number;
  /** Whether this process holds it. */
  ours: boolean;
}

interface Row {
  name: string;
  holder: string;
  until: number | string;
}

/** Sees to it that of several processes of the portal one does a thing, and another when it ends. */
export class LeaseStore {
  readonly #db: Knex;
  readonly #holder = randomUUID();

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Takes or renews a lease.
   *
   * @returns false while another process holds it
   */
  async take(name: string, forMs: number): Promise<boolean> {
    const now = Date.now();
    const row = { name, holder: this.#holder, until: now + forMs };
    const renewed = await this.#rows()
      .where({ name })
      .where(query =>
        query.where({ holder: this.#holder }).orWhere('until', '<', now),
      )
      .update(row);
    if (renewed === 1) {
      return true;
    }
    const inserted = await this.#rows()
      .insert(row)
      .onConflict('name')
      .ignore()
      .returning('name');
    return inserted.length === 1;
  }

  /** Gives a lease back early. */
  async release(name: string): Promise<void> {
    await this.#rows().where({ name, holder: this.#holder }).delete();
  }

  /** The leases that are held now. */
  async held(): Promise<Lease[]> {
    const rows = await this.#rows()
      .where('until', '>', Date.now())
      .orderBy('name')
      .limit(500);
    return rows.map(({ name, holder, until }) => ({
      name,
      until: Number(until),
      ours: holder === this.#holder,
    }));
  }

  async prune(): Promise<void> {
    await this.#rows().where('until', '<', Date.now()).delete();
  }

  #rows() {
    return this.#db<Row>('leases');
  }
}
