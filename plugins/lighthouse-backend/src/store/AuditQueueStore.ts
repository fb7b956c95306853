import type {
  Audit,
  AuditFailure,
  AuditProgress,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import { completeAudit, type Ending, failAudit } from './endAudit';
import { insertAudit, type NewAudit, PRIORITY } from './insertAudit';
import { type AuditRow, auditOf, openKeyOf } from './rows';

/** What {@link AuditQueueStore.add} did. */
export interface Added {
  audit: Audit;
  /** Whether one waited or ran already, and nothing was added. */
  joined: boolean;
}

/**
 * The queue of audits. All processes of the portal share it: a process that runs an audit holds it
 * by a lease, and whose lease has run out has died.
 */
export class AuditQueueStore {
  readonly #db: Knex;
  readonly #now: () => number;

  constructor(db: Knex, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Joins the audit of the same page and form factor that waits or runs, where there is one. */
  async join(wanted: NewAudit): Promise<Audit | undefined> {
    const row = await this.#audits()
      .where({ open_key: openKeyOf(wanted.url, wanted.formFactor) })
      .first();
    if (!row) {
      return undefined;
    }
    await this.#hurry(row, wanted);
    return auditOf(row);
  }

  /** Adds an audit, or joins the one of the same page and form factor that waits or runs. */
  async add(wanted: NewAudit): Promise<Added> {
    for (;;) {
      const id = await this.#db.transaction(trx =>
        insertAudit(trx, wanted, 1, this.#now()),
      );
      if (id === undefined) {
        const audit = await this.join(wanted);
        if (audit) {
          return { audit, joined: true };
        }
        // It has ended in between, so there is room for a new one.
      } else {
        const row = await this.#audits().where({ id }).first();
        if (row) {
          return { audit: auditOf(row), joined: false };
        }
      }
    }
  }

  /** How many wait that a person or a service asked for: the schedule's own don't count. */
  async countAskedFor(): Promise<number> {
    const [{ count }] = (await this.#db('audits')
      .whereNotNull('open_key')
      .where({ status: 'QUEUED', priority: PRIORITY.user })
      .count({ count: '*' })) as Array<{ count: number | string }>;
    return Number(count);
  }

  /** How many wait and run; those that are put off until later wait too. */
  async counts(): Promise<{ waiting: number; running: number }> {
    const rows = (await this.#db('audits')
      .whereNotNull('open_key')
      .groupBy('status')
      .select('status')
      .count({ count: '*' })) as Array<{
      status: string;
      count: number | string;
    }>;
    const of = (status: string) =>
      Number(rows.find(row => row.status === status)?.count ?? 0);
    return { waiting: of('QUEUED'), running: of('RUNNING') };
  }

  /** How many audits that may be begun now come before this one. */
  async waitingBehind(id: string): Promise<number | undefined> {
    const row = await this.#audits().where({ id, status: 'QUEUED' }).first();
    if (!row) {
      return undefined;
    }
    const [{ count }] = (await this.#db('audits')
      .whereNotNull('open_key')
      .where({ status: 'QUEUED' })
      .where('not_before', '<=', Math.max(this.#now(), Number(row.not_before)))
      .where(query =>
        query
          .where('priority', '<', row.priority)
          .orWhere(same =>
            same
              .where({ priority: row.priority })
              .where('created_at', '<', row.created_at),
          ),
      )
      .count({ count: '*' })) as Array<{ count: number | string }>;
    return Number(count);
  }

  /** Takes the next audit for a process; nothing when none may be begun now. */
  async claim(holder: string, leaseMs: number): Promise<Audit | undefined> {
    for (;;) {
      const now = this.#now();
      const next = await this.#audits()
        .whereNotNull('open_key')
        .where({ status: 'QUEUED' })
        .where('not_before', '<=', now)
        .orderBy([
          { column: 'priority' },
          { column: 'created_at' },
          { column: 'id' },
        ])
        .first();
      if (!next) {
        return undefined;
      }
      const taken = await this.#audits()
        .where({ id: next.id, status: 'QUEUED' })
        .update({
          status: 'RUNNING',
          started_at: now,
          holder,
          lease_until: now + leaseMs,
        });
      if (taken === 1) {
        return auditOf({ ...next, status: 'RUNNING', started_at: now });
      }
    }
  }

  /** @returns false when the audit is not this process's any more: deleted, or taken for dead */
  async renew(id: string, holder: string, leaseMs: number): Promise<boolean> {
    const kept = await this.#audits()
      .where({ id, holder, status: 'RUNNING' })
      .update({ lease_until: this.#now() + leaseMs });
    return kept === 1;
  }

  async progress(id: string, holder: string, progress: AuditProgress) {
    await this.#audits()
      .where({ id, holder, status: 'RUNNING' })
      .update({ progress: JSON.stringify(progress) });
  }

  /**
   * Puts an audit back that this process began and can't end.
   *
   * @param notBefore - milliseconds since 1970; without it the next one may take it at once
   */
  async giveBack(
    id: string,
    holder: string,
    notBefore?: number,
  ): Promise<void> {
    await this.#audits()
      .where({ id, holder, status: 'RUNNING' })
      .update({
        status: 'QUEUED',
        started_at: null,
        progress: null,
        holder: null,
        lease_until: null,
        ...(notBefore !== undefined && { not_before: notBefore }),
      });
  }

  /**
   * Writes down how an audit ended; with `retry` another one takes its place, once.
   *
   * @returns false when it is not this process's any more
   */
  async finish(
    id: string,
    holder: string,
    ending: Ending,
    { retry = false }: { retry?: boolean } = {},
  ): Promise<boolean> {
    return this.#db.transaction(async trx => {
      const row = await trx<AuditRow>('audits')
        .where({ id, holder, status: 'RUNNING' })
        .first();
      if (!row) {
        return false;
      }
      // Not by its lease: a renewal that was under way may have come in between.
      const running = { row, still: { holder } };
      return ending.failure
        ? failAudit(trx, running, { ...ending, retry }, this.#now())
        : completeAudit(trx, running, ending, this.#now());
    });
  }

  /**
   * Ends the audits whose process has died; those that died for the first time get another one in
   * their place.
   *
   * @param failureOf - what is said of them, by which try of the audit it was
   * @returns the ids of all audits that changed or are new
   */
  async endThoseOfDead(
    failureOf: (attempt: number) => AuditFailure,
  ): Promise<string[]> {
    const dead = await this.#audits()
      .whereNotNull('open_key')
      .where({ status: 'RUNNING' })
      .where('lease_until', '<', this.#now())
      .limit(100);
    const changed: string[] = [];
    for (const row of dead) {
      await this.#db.transaction(async trx => {
        // By its lease: its process may have come back to life since.
        const running = { row, still: { lease_until: row.lease_until } };
        const failure = failureOf(row.attempt);
        const why = { failure, retry: true };
        if (await failAudit(trx, running, why, this.#now())) {
          changed.push(row.id);
        }
      });
    }
    return changed;
  }

  /** Somebody waits for it now, so it doesn't wait until its time in the schedule. */
  async #hurry(row: AuditRow, { requestedBy, notBefore }: NewAudit) {
    const priority = PRIORITY[requestedBy.type];
    if (row.status === 'QUEUED' && row.priority > priority) {
      await this.#audits()
        .where({ id: row.id, status: 'QUEUED' })
        .update({ priority, not_before: notBefore ?? this.#now() });
    }
  }

  #audits() {
    return this.#db<AuditRow>('audits');
  }
}
