import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Audits of web pages by Lighthouse. Without this block nothing is audited by itself, and people
   * may audit the pages that the catalog declares.
   */
  lighthouse?: {
    /**
     * Address of a spotify/lighthouse-audit-service that measures instead of the portal's own
     * worker, such as `http://lighthouse.internal:3003`. Only the backend reads it.
     *
     * @visibility backend
     */
    baseUrl?: string;
    /** How long an audit may take at that service. Default 5 minutes. */
    serviceTimeout?: HumanDuration;
    /** A sentence beside every audit, such as where they were run. */
    notice?: string;
    /** When the portal audits by itself every page that the catalog declares. Default never. */
    schedule?: {
      /** In the notation of cron, UTC: `0 3 * * *`. */
      cron: string;
      /** Default both, `mobile` and `desktop`. */
      formFactors?: Array<'mobile' | 'desktop'>;
      /** The audits of a round begin evenly spread over this time. Default 1 hour. */
      spreadOver?: HumanDuration;
      /** How often the portal looks for pages that were never audited. Default 10 minutes. */
      lookForNewPages?: HumanDuration;
    };
    /** How long audits are kept; the newest completed one of each page stays. */
    retention?: {
      /** Default 90. */
      days?: number;
      /** At most so many of each page and form factor. Default 200. */
      perPage?: number;
    };
    queue?: {
      /** Further audits that people ask for are refused. Default 200. */
      maxWaiting?: number;
    };
    /**
     * Budgets of every page, in the words of the annotation `lighthouse.com/budgets`:
     * `accessibility >= 90, largest-contentful-paint <= 2.5 s`. An entity's own take their place.
     */
    budgets?: string;
  };
}
