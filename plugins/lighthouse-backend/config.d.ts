import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Audits of web pages by Lighthouse. Without this block nothing is audited by itself, and people
   * may audit the pages that the catalog declares.
   */
  lighthouse?: {
    /**
     * Address of a spotify/lighthouse-audit-service that measures instead of the portal's own
     * worker, such as `http://lighthouse.internal:3003`. Only the backend reads it. That service
     * opens pages without the portal's proxy: where redirects, and what a page loads, may go is for
     * its own network to decide. The portal refuses a report of a page that ended at an address
     * where audits may not go; by then the service has opened it.
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
      /**
       * In the notation of cron, in the time zone of the portal's process (environment variable
       * `TZ`): `0 3 * * *`.
       */
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
      /**
       * With so many waiting that people and services asked for, a new one is refused; to join one
       * that waits is not, and what the schedule asks for doesn't count. Default 200.
       */
      maxWaiting?: number;
    };
    /** Where audits may go. A page that an entity of the catalog declares may always be asked for. */
    targets?: {
      /**
       * Hosts of which people may have any page audited: `www.example.com`, `localhost:3000`, or
       * `*.example.com` for every name below example.com. Default none.
       */
      hosts?: string[];
      /**
       * Addresses and ranges that are not public and still may be audited: `10.1.0.0/16`,
       * `127.0.0.1`. They are reached by audits of a page that is itself at one of them, never by
       * what a page of the internet asks for. An address at which a cloud hands out credentials has
       * to be listed by itself. Default none.
       */
      addresses?: string[];
    };
    /** How the portal's own worker measures. */
    runner?: {
      /**
       * Path of Chromium or Chrome. Default: the environment variable CHROME_PATH, or else what is
       * found on the machine.
       *
       * @visibility backend
       */
      chromePath?: string;
      /**
       * Whether Chromium keeps the sandbox that holds pages which break into it. Default true,
       * except for a portal that runs as root: Chromium does not start with it then. Set it to false
       * only where the container doesn't let Chromium make user namespaces.
       *
       * @visibility backend
       */
      sandbox?: boolean;
      /** How long an audit may take. Default 3 minutes. */
      timeout?: HumanDuration | string;
      /** How long Lighthouse waits for a page to finish loading. Default 45 seconds. */
      pageLoadTimeout?: HumanDuration | string;
      /**
       * How much memory an audit may take, worker and browser together, in MB. Looked at once a
       * second, on Linux; elsewhere only the worker is held to half of it. Default 2000.
       */
      memoryLimitMb?: number;
      /** How much a page may load, in MB. Default 100. */
      trafficLimitMb?: number;
      /** How large a report may be, in MB: its pictures go first. Default 3. */
      reportLimitMb?: number;
      /**
       * Folder in which each browser has one of its own while it runs. Default: that of the system
       * for temporary files.
       *
       * @visibility backend
       */
      profileFolder?: string;
      /**
       * How much room there has to be in that folder before a browser is started, in MB. An audit
       * that leaves less than a third of it is ended. Default 300.
       */
      minimumFreeMb?: number;
    };
    /**
     * Budgets of every page, in the words of the annotation `lighthouse.com/budgets`:
     * `accessibility >= 90, largest-contentful-paint <= 2.5 s`. An entity's own take their place.
     */
    budgets?: string;
  };
}
