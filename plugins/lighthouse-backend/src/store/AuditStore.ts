import type { Audit, AuditSummary } from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import { NEWEST_FIRST } from './newestAudits';
import {
  type AuditRow,
  auditOf,
  siteOf,
  SUMMARY_COLUMNS,
  type SummaryRow,
  summaryOf,
} from './rows';
import { keepTrends } from './trends';

/** A part of a list. */
export interface Page {
  limit: number;
  offset: number;
}

// Databases limit how many values one statement takes.
const DELETED_AT_ONCE = 500;

/** Reads and deletes audits by themselves. */
export class AuditStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async read(id: string): Promise<Audit | undefined> {
    const row = await this.#audits().where({ id }).first();
    return row && auditOf(row);
  }

  /** All audits of all websites, newest first. */
  async list({ limit, offset }: Page): Promise<AuditSummary[]> {
    const rows: SummaryRow[] = await this.#audits()
      .orderBy(NEWEST_FIRST)
      .limit(limit)
      .offset(offset)
      .select(SUMMARY_COLUMNS);
    return rows.map(summaryOf);
  }

  async count(): Promise<number> {
    const [{ count }] = (await this.#db('audits').count({
      count: '*',
    })) as Array<{ count: number | string }>;
    return Number(count);
  }

  /** The last completed audit of the same page and form factor before this one. */
  async previousOf(audit: AuditSummary): Promise<Audit | undefined> {
    const at = Date.parse(audit.timeCreated);
    const row = await this.#audits()
      .where({
        site: siteOf(audit.url),
        form_factor: audit.formFactor,
        status: 'COMPLETED',
      })
      .where(query =>
        query
          .where('created_at', '<', at)
          .orWhere(same =>
            same.where({ created_at: at }).where('id', '<', audit.id),
          ),
      )
      .orderBy(NEWEST_FIRST)
      .first();
    return row && auditOf(row);
  }

  /**
   * Of each of these pages and form factors the newest audit, whatever became of it, and the two
   * newest completed ones; newest first.
   */
  async newestOf(urls: string[]): Promise<Audit[]> {
    const ranked = this.#db('audits')
      .whereIn('site', urls.map(siteOf))
      .select('*')
      .select(
        this.#db.raw(
          'row_number() over (partition by site, form_factor order by created_at desc, id desc) as place',
        ),
        this.#db.raw(
          'row_number() over (partition by site, form_factor, status order by created_at desc, id desc) as place_of_status',
        ),
      );
    const rows = (await this.#db
      .from(ranked.as('ranked'))
      .where({ place: 1 })
      .orWhere(query =>
        query.where({ status: 'COMPLETED' }).where('place_of_status', '<=', 2),
      )
      .orderBy(NEWEST_FIRST)) as AuditRow[];
    return rows.map(auditOf);
  }

  /** @returns the audit as it was; nothing when there is none */
  async delete(id: string): Promise<Audit | undefined> {
    return this.#db.transaction(async trx => {
      const row = await trx<AuditRow>('audits').where({ id }).first();
      if (!row) {
        return undefined;
      }
      await forget(trx, [id]);
      return auditOf(row);
    });
  }

  /**
   * Deletes what has ended and is older than a moment, and of each website and form factor what
   * goes beyond a number. The newest completed audit of each stays, however old.
   *
   * @returns how many were deleted
   */
  async forgetOld(options: { before: Date; keep: number }): Promise<number> {
    const newest = this.#db('audits')
      .whereIn('status', ['COMPLETED', 'FAILED'])
      .select('id', 'created_at', 'status')
      .select(
        this.#db.raw(
          'row_number() over (partition by site, form_factor order by created_at desc, id desc) as place',
        ),
        this.#db.raw(
          'row_number() over (partition by site, form_factor, status order by created_at desc, id desc) as place_of_status',
        ),
      );
    const old = (await this.#db
      .from(newest.as('ranked'))
      .where(query =>
        query
          .where('place', '>', options.keep)
          .orWhere('created_at', '<', options.before.getTime()),
      )
      .whereNot(query =>
        query.where({ status: 'COMPLETED', place_of_status: 1 }),
      )
      .select('id')) as Array<{ id: string }>;
    const ids = old.map(({ id }) => id);
    for (let start = 0; start < ids.length; start += DELETED_AT_ONCE) {
      await this.#db.transaction(trx =>
        forget(trx, ids.slice(start, start + DELETED_AT_ONCE)),
      );
    }
    return ids.length;
  }

  #audits() {
    return this.#db<AuditRow>('audits');
  }
}

/** Deletes audits with their reports, and websites that have none left. */
async function forget(trx: Knex.Transaction, ids: string[]): Promise<void> {
  const affected = (await trx<AuditRow>('audits')
    .whereIn('id', ids)
    .distinct('site')) as Array<{ site: string }>;
  const sites = affected.map(({ site }) => site);
  await trx('reports').whereIn('audit_id', ids).delete();
  await trx<AuditRow>('audits').whereIn('id', ids).delete();
  await trx('websites')
    .whereIn('site', sites)
    .whereNotExists(
      trx('audits').whereRaw('audits.site = websites.site').select('id'),
    )
    .delete();
  await keepTrends(trx, sites);
}
