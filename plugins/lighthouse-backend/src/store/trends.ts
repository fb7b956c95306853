import type {
  AuditCategory,
  CategoryTrend,
  FormFactor,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import { NEWEST_FIRST, newestAuditIds } from './newestAudits';
import type { AuditRow, WebsiteRow } from './rows';

/** Points of a trend line. */
const TREND_LENGTH = 20;
const MAX_CATEGORIES = 30;

/** The scores of a website's last completed audits. */
export type Trends = Partial<Record<FormFactor, CategoryTrend[]>>;

type TrendRow = Pick<AuditRow, 'site' | 'form_factor' | 'categories'>;

/**
 * Writes the trends of websites down beside them. Has to be part of each transaction that completes
 * or deletes an audit.
 */
export async function keepTrends(
  trx: Knex.Transaction,
  sites: string[],
): Promise<void> {
  // One after the other, and in one order: who comes second reads what the first one wrote.
  await trx<WebsiteRow>('websites')
    .whereIn('site', sites)
    .orderBy('site')
    .forUpdate()
    .select('site');
  const trends = await readTrends(trx, sites);
  for (const site of sites) {
    await trx<WebsiteRow>('websites')
      .where({ site })
      .update({ trends: JSON.stringify(trends.get(site) ?? {}) });
  }
}

async function readTrends(
  db: Knex,
  sites: string[],
): Promise<Map<string, Trends>> {
  const rows: TrendRow[] = await db<AuditRow>('audits')
    .whereIn('id', newestAuditIds(db, sites, TREND_LENGTH, 'COMPLETED'))
    .orderBy(NEWEST_FIRST)
    .select('site', 'form_factor', 'categories');
  const trends = new Map<string, Trends>();
  for (const { site, form_factor, categories } of rows) {
    const ofSite = trends.get(site) ?? {};
    trends.set(site, ofSite);
    addOlder(
      (ofSite[form_factor] ??= []),
      JSON.parse(categories) as AuditCategory[],
    );
  }
  return trends;
}

/** The newest audit comes first, so it names the categories and their order. */
function addOlder(trends: CategoryTrend[], categories: AuditCategory[]): void {
  for (const { id, title, score } of categories) {
    const trend = trends.find(known => known.id === id);
    if (trend) {
      trend.scores.unshift(score);
    } else if (trends.length < MAX_CATEGORIES) {
      trends.push({ id, title, scores: [score] });
    }
  }
}
