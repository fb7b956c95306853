import type {
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

/** How many audits of each website and form factor a list reads. */
export interface HowMany {
  /** Whatever became of them. */
  newest: number;
  completed: number;
}

/** Reads audits by website; never a report. */
export class WebsiteStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Websites, those with the newest audits first.
   *
   * @param q - part of the address
   */
  async list(
    { limit, offset, q }: Page & { q?: string },
    howMany: HowMany,
  ): Promise<FoundWebsite[]> {
    const websites: Array<Pick<WebsiteRow, 'site' | 'url'>> =
      await this.#websites(q)
        .orderBy([
          { column: 'last_audit_at', order: 'desc' },
          { column: 'site', order: 'desc' },
        ])
        .limit(limit)
        .offset(offset)
        .select('site', 'url');
    const audits = await this.#auditsOf(
      websites.map(({ site }) => site),
      howMany,
    );
    return websites.map(({ site, url }) => ({
      url,
      audits: audits.get(site) ?? [],
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
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
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

  async #auditsOf(
    sites: string[],
    { newest, completed }: HowMany,
  ): Promise<Map<string, AuditSummary[]>> {
    const ranked = this.#db('audits')
      .whereIn('site', sites)
      .select(SUMMARY_COLUMNS)
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
      .where('place', '<=', newest)
      .orWhere(query =>
        query
          .where({ status: 'COMPLETED' })
          .where('place_of_status', '<=', completed),
      )
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])) as SummaryRow[];
    const found = new Map<string, AuditSummary[]>();
    for (const row of rows) {
      const audits = found.get(row.site) ?? [];
      audits.push(summaryOf(row));
      found.set(row.site, audits);
    }
    return found;
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
