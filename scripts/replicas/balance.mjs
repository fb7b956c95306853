// What every check needs: what is asked for, and that the load balancer spreads it.
import { until } from './until.mjs';

/** The channel on which pages are told of runs and branches. */
export const CHANNEL = 'github-workflows';
export const LIVENESS = '/.backstage/health/v1/liveness';
export const ENTITIES = '/api/catalog/entities?limit=20';
export const WORKFLOWS =
  '/api/github-workflows/entities/component/default/appsync-service/workflows?ref=master';

/** What people look at: pages, what they load, and what these ask for. */
export async function pathsOfLoad(url) {
  const page = await (await fetch(url)).text();
  const script = /(?:src|href)="([^"]*\/static\/[^"]+)"/.exec(page)?.[1];
  if (!script) throw new Error('The app shell names no script');
  return [
    '/',
    ENTITIES,
    new URL(script, url).pathname,
    WORKFLOWS,
    '/catalog/default/component/appsync-service',
    '/api/catalog/entities/by-name/component/default/webapp',
  ];
}

/** Resolves once the load balancer asks both replicas. */
export const bothServe = ({ url, replicas }) =>
  until('the load balancer asks both replicas', async () => {
    const seen = new Set();
    for (let times = 0; times < 2 * replicas.length; times += 1) {
      const { headers, ok } = await fetch(`${url}${LIVENESS}`);
      if (ok) seen.add(headers.get('x-portal-replica'));
    }
    return seen.size === replicas.length;
  });

/**
 * Runs something while a server is away, which comes back whatever becomes of it.
 *
 * @param server - with `goAway()` and `comeBack()`
 */
export async function whileAway(server, work) {
  await server.goAway();
  try {
    return await work();
  } finally {
    await server.comeBack();
  }
}
