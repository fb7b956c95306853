// The pages of Datadog's web application. `webUrl` is its origin without a slash, such as
// https://app.datadoghq.eu.

function page(webUrl: string, path: string, query: Record<string, string>) {
  const params = new URLSearchParams(query);
  return params.size > 0 ? `${webUrl}${path}?${params}` : `${webUrl}${path}`;
}

/** One monitor. */
export const monitorUrl = (webUrl: string, id: number) =>
  page(webUrl, `/monitors/${id}`, {});

/** All monitors with these tags. */
export const monitorsUrl = (webUrl: string, tags: readonly string[]) =>
  page(webUrl, '/monitors/manage', {
    q: tags.map(tag => `tag:"${tag}"`).join(' '),
  });

/** One SLO. */
export const sloUrl = (webUrl: string, id: string) =>
  page(webUrl, '/slo', { slo_id: id });

/** An incident, by the number that people call it by. */
export const incidentUrl = (webUrl: string, publicId: number) =>
  page(webUrl, `/incidents/${publicId}`, {});

/** A dashboard, by its id. */
export const dashboardUrl = (webUrl: string, id: string) =>
  page(webUrl, `/dashboard/${encodeURIComponent(id)}`, {});

/** A service in an environment. */
export const serviceUrl = (webUrl: string, service: string, env: string) =>
  page(webUrl, `/apm/entity/${encodeURIComponent(`service:${service}`)}`, {
    env,
  });

/** What happened to a service. */
export const eventsUrl = (webUrl: string, service: string, env: string) =>
  page(webUrl, '/event/explorer', { query: `service:${service} env:${env}` });

/** Who calls whom. */
export const serviceMapUrl = (webUrl: string, service: string, env: string) =>
  page(webUrl, '/apm/map', { env, service });
