import {
  formFactorSchema,
  parseAuditUrl,
  type WebsiteQuery,
  type WebsiteResponse,
  type WebsitesQuery,
  type WebsitesResponse,
  type WebsiteSummary,
} from '@internal/plugin-lighthouse-common';
import { withoutSecrets } from '../audited';
import { problem } from '../problems';
import type { ListedWebsite, WebsiteStore } from '../store/WebsiteStore';

/** What is shown of websites and their audits over time. */
export class WebsiteService {
  readonly #websites: WebsiteStore;

  constructor(websites: WebsiteStore) {
    this.#websites = websites;
  }

  async list({ limit, offset, q }: WebsitesQuery): Promise<WebsitesResponse> {
    const [found, total] = await Promise.all([
      this.#websites.listWithTrends({ limit, offset, q }),
      this.#websites.count(q),
    ]);
    // One whose last audit was deleted in between has none.
    const items = found
      .filter(({ newest }) => newest.length > 0)
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

function summarize({ url, newest, trends }: ListedWebsite): WebsiteSummary {
  return {
    url,
    formFactors: formFactorSchema.options.flatMap(formFactor => {
      const lastAudit = newest.find(audit => audit.formFactor === formFactor);
      return lastAudit
        ? { formFactor, lastAudit, trends: trends[formFactor] ?? [] }
        : [];
    }),
  };
}
