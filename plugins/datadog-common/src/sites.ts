/** Where one of Datadog's sites is: https://docs.datadoghq.com/getting_started/site */
export interface DatadogSite {
  /** Its name in the documentation of Datadog, such as `US5`. */
  title: string;
  /** What `datadog.site` and the annotation `datadoghq.com/site` say. */
  site: string;
  /** Host of the web application; `app.` stands before two of the sites only. */
  webHost: string;
  /** Host of the API. */
  apiHost: string;
  /** Host of dashboards that are shared by a public link. */
  publicHost: string;
}

const table: Array<[title: string, site: string, webHost: string]> = [
  ['US1', 'datadoghq.com', 'app.datadoghq.com'],
  ['US3', 'us3.datadoghq.com', 'us3.datadoghq.com'],
  ['US5', 'us5.datadoghq.com', 'us5.datadoghq.com'],
  ['EU1', 'datadoghq.eu', 'app.datadoghq.eu'],
  ['AP1', 'ap1.datadoghq.com', 'ap1.datadoghq.com'],
  ['AP2', 'ap2.datadoghq.com', 'ap2.datadoghq.com'],
  ['UK1', 'uk1.datadoghq.com', 'uk1.datadoghq.com'],
  ['US1-FED', 'ddog-gov.com', 'app.ddog-gov.com'],
  ['US2-FED', 'us2.ddog-gov.com', 'us2.ddog-gov.com'],
];

/** All of Datadog's sites. */
export const datadogSites: readonly DatadogSite[] = table.map(
  ([title, site, webHost]) => ({
    title,
    site,
    webHost,
    apiHost: `api.${site}`,
    publicHost: `p.${site}`,
  }),
);

/** The site that is meant where neither the configuration nor an annotation names one. */
export const DEFAULT_SITE = 'datadoghq.eu';

/** The site of that name, or nothing when Datadog has none of it. */
export function siteNamed(name: string): DatadogSite | undefined {
  const wanted = name.trim().toLocaleLowerCase('en-US');
  return datadogSites.find(({ site }) => site === wanted);
}

/**
 * The hosts that a site's dashboards and graphs are embedded from, and no others.
 *
 * @param subdomain - the organisation's own, such as `mobworx` for `mobworx.datadoghq.eu`
 */
export function embedHostsOf(
  { site, webHost, publicHost }: DatadogSite,
  subdomain?: string,
): string[] {
  return [webHost, publicHost, ...(subdomain ? [`${subdomain}.${site}`] : [])];
}
