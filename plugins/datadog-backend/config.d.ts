import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Datadog. Without this block the portal starts, and the pages say what is missing; without the
   * keys there are embedded dashboards and graphs only.
   */
  datadog?: {
    /**
     * The site of the organisation, such as `datadoghq.com`, `us5.datadoghq.com` or `datadoghq.eu`:
     * https://docs.datadoghq.com/getting_started/site. No default: keys are of one site.
     */
    site: string;
    /**
     * The organisation's own subdomain, such as `mobworx` for `mobworx.datadoghq.eu`; links go
     * there. Default: none.
     */
    subdomain?: string;
    /**
     * Address of the API, for a proxy or a stand-in. https, or http on the machine itself.
     * Default: that of the site.
     */
    apiUrl?: string;
    /**
     * API key of the organisation. Goes with `applicationKey`.
     * @visibility secret
     */
    apiKey?: string;
    /**
     * Application key of a service account, with the scopes monitors_read, slos_read,
     * incident_read, events_read, dashboards_read, apm_read and timeseries_query.
     * @visibility secret
     */
    applicationKey?: string;
    /** The environments, by their values of Datadog's tag `env`. Default: `production`. */
    environments?: Array<{
      /** Value of the tag `env`. */
      name: string;
      /** For people. Default: the name, with a capital. */
      title?: string;
    }>;
    /** Further sites whose dashboards may be embedded. Default: none. */
    embedSites?: string[];
    /**
     * How long what Datadog said is shown without asking again, 30 to 60 seconds in most cases.
     * Default: 60 seconds.
     */
    cacheTtl?: HumanDuration | string;
    /** How long one call may take. Default: 10 seconds. */
    timeout?: HumanDuration | string;
  };
}
