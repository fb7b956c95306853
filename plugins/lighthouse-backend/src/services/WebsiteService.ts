import {
  type AuditSummary,
  type CategoryTrend,
  type FormFactor,
  formFactorSchema,
  parseAuditUrl,
  type WebsiteFormFactor,
  type WebsiteQuery,
  type WebsiteResponse,
  type WebsitesQuery,
  type WebsitesResponse,
  type WebsiteSummary,
} from '@internal/plugin-lighthouse-common';
import { withoutSecrets } from '../audited';
import { problem } from '../problems';
import type {
  TrendPoint,
  WebsiteStore,
  WebsiteWithTrends,
} from '../store/WebsiteStore';

/** Points of a trend line. */
const TREND_LENGTH = 20;

/** What is shown of websites and their audits over time. */
export class WebsiteService {
  readonly #websites: WebsiteStore;

  constructor(websites: WebsiteStore) {
    this.#websites = websites;
  }

  async list({ limit, offset, q }: WebsitesQuery): Promise<WebsitesResponse> {
    const [found, total] = await Promise.all([
      this.#websites.listWithTrends({ limit, offset, q }, TREND_LENGTH),
      this.#websites.count(q),
    ]);
    // One whose last audit was deleted in between has none.
    const items = found
      .filter(({ audits }) => audits.length > 0)
      .map(summarize);
    return { items, total, limit, offset };
  }

  /** @throws InputError for what is no address, NotFoundError with code `website_not_found` */
  async read(text: string, query: WebsiteQuery): Promise<WebsiteResponse> {
    const { url, problem: wrong } = parseAuditUrl(text);
    if (url === undefined) {
      throw problem('invalid', wrong.code, wrong.message, wrong.remedy);
    }
    const found = await this.#websites.read(url, query);
    if (!found) {
      throw problem(
        'absent',
        'website_not_found',
        `The portal has no audit of ${withoutSecrets(url).slice(0, 200)}.`,
        'Audit it, or see in the list which websites were audited.',
      );
    }
    const { limit, offset } = query;
    return { ...found, limit, offset };
  }
}

function summarize({ url, audits, trend }: WebsiteWithTrends): WebsiteSummary {
  return {
    url,
    formFactors: formFactorSchema.options.flatMap(formFactor =>
      ofFormFactor(
        audits.filter(audit => audit.formFactor === formFactor),
        trend.filter(point => point.formFactor === formFactor),
        formFactor,
      ),
    ),
  };
}

function ofFormFactor(
  audits: AuditSummary[],
  trend: TrendPoint[],
  formFactor: FormFactor,
): WebsiteFormFactor[] {
  if (audits.length === 0) {
    return [];
  }
  const completed = audits.find(({ status }) => status === 'COMPLETED');
  return [
    {
      formFactor,
      lastAudit: audits[0],
      ...(completed && { lastCompletedAudit: completed }),
      trends: trendsOf(trend),
    },
  ];
}

/** @param newestFirst - completed audits */
function trendsOf(newestFirst: TrendPoint[]): CategoryTrend[] {
  const trends = new Map<string, CategoryTrend>();
  // The newest audit names the categories and their order.
  for (const { id, title } of newestFirst.flatMap(
    ({ categories }) => categories,
  )) {
    if (!trends.has(id)) {
      trends.set(id, { id, title, points: [] });
    }
  }
  for (const { auditId, at, categories } of [...newestFirst].reverse()) {
    for (const { id, score } of categories) {
      trends.get(id)!.points.push({ auditId, at, score });
    }
  }
  return [...trends.values()].slice(0, 30);
}
