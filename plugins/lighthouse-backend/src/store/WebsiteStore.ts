import type {
  AuditCategory,
  AuditStatus,
  AuditSummary,
  FormFactor,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import type { Page } from './AuditStore';
import {
  type AuditRow,
  siteOf,
  SUMMARY_COLUMNS,
  type SummaryRow,
  summaryOf,
  type WebsiteRow,
} from './rows';

/** A website and what was found of it. */
export interface FoundWebsite {
  url: string;
  /** Newest first. */
  audits: AuditSummary[];
}

/** The scores of one completed audit. */
export interface TrendPoint {
  auditId: string;
  formFactor: FormFactor;
  at: string;
  categories: AuditCategory[];
}

/** A website as the list of audits shows it. */
export interface WebsiteWithTrends extends FoundWebsite {
  /** Newest first. */
  trend: TrendPoint[];
}

const NEWEST_FIRST = [
  { column: 'created_at', order: 'desc' },
  { column: 'id', order: 'desc' },
];
const TREND_COLUMNS = [
  'id',
  'site',
  'form_factor',
  'created_at',
  'completed_at',
  'categories',
] as const;
type TrendRow = Pick<AuditRow, (typeof TREND_COLUMNS)[number]>;

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
    const rows = await this.#newestOf<SummaryRow>(
      websites.map(({ site }) => site),
      audits,
      SUMMARY_COLUMNS,
    );
    const found = bySite(rows);
    return websites.map(({ site, url }) => ({
      url,
      audits: (found.get(site) ?? []).map(summaryOf),
    }));
  }

  /**
   * The same with what a list shows of each form factor: the newest audit, the newest completed
   * one, and the scores of the last completed ones.
   *
   * @param points - how many of these, at most
   */
  async listWithTrends(
    { limit, offset, q }: Page & { q?: string },
    points: number,
  ): Promise<WebsiteWithTrends[]> {
    const websites = await this.#page({ limit, offset, q });
    if (websites.length === 0) {
      return [];
    }
    const sites = websites.map(({ site }) => site);
    const [newest, trend] = await Promise.all([
      this.#newestOf<SummaryRow>(sites, 1, SUMMARY_COLUMNS),
      this.#newestOf<TrendRow>(sites, points, TREND_COLUMNS, 'COMPLETED'),
    ]);
    const results: SummaryRow[] = await this.#db<AuditRow>('audits')
      .whereIn('id', newestResults(trend, newest))
      .select(SUMMARY_COLUMNS);
    const audits = bySite([...newest, ...results]);
    const trends = bySite(trend);
    return websites.map(({ site, url }) => ({
      url,
      audits: (audits.get(site) ?? []).map(summaryOf),
      trend: (trends.get(site) ?? []).map(trendPointOf),
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

  /**
   * The newest audits of each form factor of these websites, newest first. They are ranked by what
   * an index holds alone; the rest is read of those that are wanted.
   */
  async #newestOf<Row>(
    sites: string[],
    limit: number,
    columns: readonly string[],
    status?: AuditStatus,
  ): Promise<Row[]> {
    const ranked = this.#db('audits')
      .whereIn('site', sites)
      .where(status ? { status } : {})
      .select('id')
      .select(
        this.#db.raw(
          'row_number() over (partition by site, form_factor order by created_at desc, id desc) as place',
        ),
      );
    return this.#db('audits')
      .whereIn(
        'id',
        this.#db
          .from(ranked.as('ranked'))
          .where('place', '<=', limit)
          .select('id'),
      )
      .orderBy(NEWEST_FIRST)
      .select(columns) as unknown as Promise<Row[]>;
  }

  async #page({
    limit,
    offset,
    q,
  }: Page & { q?: string }): Promise<Array<Pick<WebsiteRow, 'site' | 'url'>>> {
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

/** Which audits are the newest completed ones and not the newest anyway. */
function newestResults(
  trend: TrendRow[],
  newest: Array<Pick<SummaryRow, 'id'>>,
): string[] {
  const known = new Set(newest.map(({ id }) => id));
  const first = new Map<string, string>();
  for (const { site, form_factor, id } of trend) {
    const place = `${site} ${form_factor}`;
    if (!first.has(place)) {
      first.set(place, id);
    }
  }
  return [...first.values()].filter(id => !known.has(id));
}

function trendPointOf(row: TrendRow): TrendPoint {
  return {
    auditId: row.id,
    formFactor: row.form_factor,
    at: new Date(Number(row.completed_at ?? row.created_at)).toISOString(),
    categories: JSON.parse(row.categories) as AuditCategory[],
  };
}
