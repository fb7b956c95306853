import { Problem, ServiceId, Stored } from '@internal/plugin-mobworx-common';
import { Knex } from 'knex';

/** What a snapshot is of. */
export interface SnapshotKey {
  environment: string;
  service: ServiceId;
  /** Such as `rooms`, or `participants/<room>`. */
  subject: string;
}

interface Row {
  environment: string;
  service: string;
  subject: string;
  taken_at: number | string | null;
  checked_at: number | string;
  content: string | null;
  problem: string | null;
}

const TABLE = 'snapshots';

/** Keeps the last that was seen of every subject, also while it can't be seen. */
export class SnapshotStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Keeps what was seen.
   *
   * @returns whether it is another than before
   */
  async keep(key: SnapshotKey, value: unknown, at: Date): Promise<boolean> {
    const content = JSON.stringify(value);
    const before = await this.#row(key);
    await this.#write(key, {
      taken_at: at.getTime(),
      checked_at: at.getTime(),
      content,
      problem: null,
    });
    return before?.content !== content || before.problem !== null;
  }

  /**
   * Keeps that it couldn't be seen, and why; what was seen before stays.
   *
   * @returns whether that is news
   */
  async fail(key: SnapshotKey, why: Problem, at: Date): Promise<boolean> {
    const text = JSON.stringify(why);
    const before = await this.#row(key);
    await this.#write(key, { checked_at: at.getTime(), problem: text });
    return before?.problem !== text;
  }

  /** The last that was seen; empty when nobody has looked yet. */
  async read<T>(key: SnapshotKey): Promise<Stored<T>> {
    const row = await this.#row(key);
    return row ? fromRow<T>(row) : {};
  }

  /** Everything that was seen of a service, by subject. */
  async readAll(
    environment: string,
    service: ServiceId,
  ): Promise<Map<string, Stored<unknown>>> {
    const rows = await this.#rows().where({ environment, service });
    return new Map(rows.map(row => [row.subject, fromRow(row)]));
  }

  /** One subject of all services that have it. */
  async readSubject<T>(
    subject: string,
  ): Promise<Array<Stored<T> & { key: SnapshotKey }>> {
    const rows = await this.#rows().where({ subject });
    return rows.map(row => ({
      key: {
        environment: row.environment,
        service: row.service as ServiceId,
        subject,
      },
      ...fromRow<T>(row),
    }));
  }

  /** Forgets what is stored below a subject, such as people of rooms that have ended. */
  async forgetOthers(
    { environment, service, subject }: SnapshotKey,
    except: string[],
  ): Promise<void> {
    await this.#rows()
      .where({ environment, service })
      .where('subject', 'like', `${subject}/%`)
      .whereNotIn('subject', except)
      .delete();
  }

  /** Forgets subjects that nobody has looked at since, such as rooms that have ended. */
  async forgetBefore(at: Date): Promise<void> {
    await this.#rows().where('checked_at', '<', at.getTime()).delete();
  }

  async #row(key: SnapshotKey): Promise<Row | undefined> {
    return this.#rows().where(key).first();
  }

  async #write(key: SnapshotKey, values: Partial<Row>): Promise<void> {
    await this.#rows()
      .insert({ ...key, ...values } as Row)
      .onConflict(['environment', 'service', 'subject'])
      .merge(values);
  }

  #rows() {
    return this.#db<Row>(TABLE);
  }
}

/** PostgreSQL gives big integers as text. */
const moment = (at: number | string) => new Date(Number(at)).toISOString();

function fromRow<T>(row: Row): Stored<T> {
  return {
    ...(row.content !== null && { value: JSON.parse(row.content) as T }),
    ...(row.taken_at !== null && { takenAt: moment(row.taken_at) }),
    checkedAt: moment(row.checked_at),
    ...(row.problem !== null && {
      problem: JSON.parse(row.problem) as Problem,
    }),
  };
}
