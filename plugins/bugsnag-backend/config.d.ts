import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The account of Bugsnag that the portal reads. Without this block, or without its token, the
   * portal starts, and the pages say what is missing.
   */
  bugsnag?: {
    /**
     * Personal auth token of a user who may see the projects; made in Bugsnag's settings, "My
     * account".
     * @visibility secret
     */
    token?: string;
    /** Address of the Data Access API; of Bugsnag on premises its own. Default: https://api.bugsnag.com */
    apiBaseUrl?: string;
    /** Where people open Bugsnag. Default: https://app.bugsnag.com */
    dashboardUrl?: string;
    /** Errors of a page, from 1 to 100. Default: 30. */
    resultsPerPage?: number;
    /** How long what Bugsnag said is shown without asking again. Default: 1 minute. */
    cacheTtl?: HumanDuration | string;
    /** How long one call may take. Default: 10 seconds. */
    timeout?: HumanDuration | string;
  };
}
