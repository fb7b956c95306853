import type {
  AuditSummary,
  FormFactor,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import type { Page } from './AuditStore';
import { NEWEST_FIRST, newestAuditIds } from './newestAudits';
import {
  type AuditRow,
  siteOf,
  SUMMARY_COLUMNS,
  type SummaryRow,
  summaryOf,
  type WebsiteRow,
} from './rows';
import { keepTrends, type Trends } from './trends';

/** A website and what was found of it. */
export interface FoundWebsite {
  url: string;
  /** Newest first. */
  audits: AuditSummary[];
}

/** A website as the list of audits shows it. */
export interface ListedWebsite {
  url: string;
  /** The newest of each form factor. */
  newest: AuditSummary[];
  trends: Trends;
}

/** What a list reads of a website: its row, and which audit is the newest of each form factor. */
type ListedRow = Pick<WebsiteRow, 'site' | 'url' | 'trends'> &
  Record<FormFactor, string | null>;

/** Reads audits by website; never a report. */
export class WebsiteStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Websites, those with the newest audits first.
   *
   * @param page - `q` is a part of the address
   * @param audits - how many of each form factor, at most
   */
  async list(
    page: Page & { q?: string },
    audits: number,
  ): Promise<FoundWebsite[]> {
    const websites = await this.#page(page);
    const sites = websites.map(({ site }) => site);
    const rows: SummaryRow[] = await this.#db<AuditRow>('audits')
      .whereIn('id', newestAuditIds(this.#db, sites, audits))
      .orderBy(NEWEST_FIRST)
      .select(SUMMARY_COLUMNS);
    const found = bySite(rows);
    return websites.map(({ site, url }) => ({
      url,
      audits: (found.get(site) ?? []).map(summaryOf),
    }));
  }

  /** Websites with their trends, those with the newest audits first. */
  async listWithTrends(page: Page & { q?: string }): Promise<ListedWebsite[]> {
    const websites = await this.#pageWithTrends(page);
    const ids = websites.flatMap(({ mobile, desktop }) =>
      [mobile, desktop].filter(id => id !== null),
    );
    const rows: SummaryRow[] = await this.#db<AuditRow>('audits')
      .whereIn('id', ids)
      .select(SUMMARY_COLUMNS);
    const newest = bySite(rows);
    return websites.map(({ site, url, trends }) => ({
      url,
      newest: (newest.get(site) ?? []).map(summaryOf),
      trends: JSON.parse(trends ?? '{}') as Trends,
    }));
  }

  async count(q?: string): Promise<number> {
    const [{ count }] = (await this.#websites(q).count({
      count: '*',
    })) as Array<{ count: number | string }>;
    return Number(count);
  }

  /** One website's audits, newest first; nothing when it was never audited. */
  async read(
    url: string,
    { limit, offset, formFactor }: Page & { formFactor?: FormFactor },
  ): Promise<
    (FoundWebsite & { total: number; formFactors: FormFactor[] }) | undefined
  > {
    const site = siteOf(url);
    const perFormFactor = (await this.#db('audits')
      .where({ site })
      .groupBy('form_factor')
      .select('form_factor')
      .count({ count: '*' })) as Array<{
      form_factor: FormFactor;
      count: number | string;
    }>;
    if (perFormFactor.length === 0) {
      return undefined;
    }
    const rows: SummaryRow[] = await this.#db<AuditRow>('audits')
      .where({ site, ...(formFactor && { form_factor: formFactor }) })
      .orderBy(NEWEST_FIRST)
      .limit(limit)
      .offset(offset)
      .select(SUMMARY_COLUMNS);
    return {
      url,
      audits: rows.map(summaryOf),
      total: perFormFactor
        .filter(row => !formFactor || row.form_factor === formFactor)
        .reduce((sum, { count }) => sum + Number(count), 0),
      // Mobile first.
      formFactors: perFormFactor
        .map(row => row.form_factor)
        .sort()
        .reverse(),
    };
  }

  /** Which of these pages and form factors never had an audit. */
  async neverAudited(
    wanted: Array<{ url: string; formFactor: FormFactor }>,
  ): Promise<Array<{ url: string; formFactor: FormFactor }>> {
    const known = new Set<string>();
    const sites = [...new Set(wanted.map(({ url }) => siteOf(url)))];
    for (let start = 0; start < sites.length; start += 500) {
      const rows: Array<Pick<AuditRow, 'site' | 'form_factor'>> =
        await this.#db<AuditRow>('audits')
          .whereIn('site', sites.slice(start, start + 500))
          .distinct('site', 'form_factor');
      rows.forEach(row => known.add(`${row.site} ${row.form_factor}`));
    }
    return wanted.filter(
      ({ url, formFactor }) => !known.has(`${siteOf(url)} ${formFactor}`),
    );
  }

  async #pageWithTrends(page: Page & { q?: string }): Promise<ListedRow[]> {
    // One look into an index for each, where ranking would read all audits of the website.
    const newest = (formFactor: FormFactor) =>
      this.#db('audits')
        .whereRaw('audits.site = websites.site')
        .where({ form_factor: formFactor })
        .orderBy(NEWEST_FIRST)
        .limit(1)
        .select('id')
        .as(formFactor);
    const read = async (): Promise<ListedRow[]> =>
      this.#page(page).select('trends', newest('mobile'), newest('desktop'));
    const rows = await read();
    const unknown = rows.filter(({ trends }) => trends === null);
    if (unknown.length === 0) {
      return rows;
    }
    // Audited before the portal kept trends.
    await this.#db.transaction(trx =>
      keepTrends(
        trx,
        unknown.map(({ site }) => site),
      ),
    );
    return read();
  }

  #page({ limit, offset, q }: Page & { q?: string }) {
    return this.#websites(q)
      .orderBy([
        { column: 'last_audit_at', order: 'desc' },
        { column: 'site', order: 'desc' },
      ])
      .limit(limit)
      .offset(offset)
      .select('site', 'url');
  }

  #websites(q?: string) {
    const websites = this.#db<WebsiteRow>('websites');
    if (!q) {
      return websites;
    }
    const part = q.toLowerCase().replace(/[\\%_]/g, '\\$&');
    return websites.whereRaw("lower(url) like ? escape '\\'", [`%${part}%`]);
  }
}

function bySite<Row extends Pick<AuditRow, 'site'>>(
  rows: Row[],
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const ofSite = found.get(row.site) ?? [];
    ofSite.push(row);
    found.set(row.site, ofSite);
  }
  return found;
}
