import { randomUUID } from 'node:crypto';
import type {
  Audit,
  AuditFailure,
  AuditProgress,
  AuditRequester,
  FormFactor,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import type { ReportSummary } from '../report/summarize';
import { type AuditRow, auditOf, openKeyOf, siteOf } from './rows';

/** An audit to put into the queue. */
export interface NewAudit {
  /** In the form of `parseAuditUrl`. */
  url: string;
  formFactor: FormFactor;
  requestedBy: AuditRequester;
  /** Milliseconds since 1970; it is not begun before. Default now. */
  notBefore?: number;
}

/** What {@link AuditQueueStore.add} did. */
export interface Added {
  audit: Audit;
  /** Whether one waited or ran already, and nothing was added. */
  joined: boolean;
}

/** How an audit ended. */
export type Ending =
  | { summary: ReportSummary; report: Buffer; failure?: undefined }
  | { failure: AuditFailure; report?: undefined };

// Somebody looks on while theirs is run; nobody waits for the schedule.
const PRIORITY: Record<AuditRequester['type'], number> = {
  user: 0,
  service: 0,
  schedule: 1,
};
const ENDED = { open_key: null, holder: null, lease_until: null } as const;

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
        this.#insert(trx, wanted, 1),
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
      if (ending.failure) {
        // Not by its lease: a renewal that was under way may have come in between.
        return this.#fail(trx, row, { holder }, ending.failure, retry);
      }
      const { categories, ...details } = ending.summary;
      const ended = await trx<AuditRow>('audits')
        .where({ id, holder, status: 'RUNNING' })
        .update({
          ...ENDED,
          status: 'COMPLETED',
          completed_at: this.#now(),
          categories: JSON.stringify(categories),
          details: JSON.stringify(details),
          has_report: true,
        });
      if (ended === 1) {
        await trx('reports').insert({ audit_id: id, content: ending.report });
      }
      return ended === 1;
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
        const { lease_until } = row;
        const failure = failureOf(row.attempt);
        if (await this.#fail(trx, row, { lease_until }, failure, true)) {
          changed.push(row.id);
        }
      });
    }
    return changed;
  }

  async #fail(
    trx: Knex.Transaction,
    row: AuditRow,
    still: Partial<AuditRow>,
    failure: AuditFailure,
    retry: boolean,
  ): Promise<boolean> {
    const ended = await trx<AuditRow>('audits')
      .where({ ...still, id: row.id, status: 'RUNNING' })
      .update({
        ...ENDED,
        status: 'FAILED',
        completed_at: this.#now(),
        failure: JSON.stringify(failure),
      });
    if (ended === 1 && retry && row.attempt === 1) {
      const successor = await this.#insert(
        trx,
        {
          url: row.url,
          formFactor: row.form_factor,
          requestedBy: JSON.parse(row.requested_by) as AuditRequester,
        },
        2,
      );
      await trx<AuditRow>('audits')
        .where({ id: row.id })
        .update({ retried_as: successor ?? null });
    }
    return ended === 1;
  }

  /** @returns its id; nothing when one of the same page and form factor waits or runs */
  async #insert(
    trx: Knex.Transaction,
    { url, formFactor, requestedBy, notBefore }: NewAudit,
    attempt: number,
  ): Promise<string | undefined> {
    const now = this.#now();
    const id = randomUUID();
    const site = siteOf(url);
    const inserted = await trx<AuditRow>('audits')
      .insert({
        id,
        site,
        form_factor: formFactor,
        status: 'QUEUED',
        created_at: now,
        started_at: null,
        completed_at: null,
        attempt,
        url,
        requested_by: JSON.stringify(requestedBy),
        categories: '[]',
        progress: null,
        failure: null,
        retried_as: null,
        open_key: openKeyOf(url, formFactor),
        priority: PRIORITY[requestedBy.type],
        not_before: notBefore ?? now,
        holder: null,
        lease_until: null,
        has_report: false,
        details: null,
      })
      .onConflict('open_key')
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      return undefined;
    }
    await trx('websites')
      .insert({ site, url, last_audit_at: now })
      .onConflict('site')
      .merge(['last_audit_at']);
    return id;
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
