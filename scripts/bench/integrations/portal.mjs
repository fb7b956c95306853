// The portal as the benchmarks of monitoring and design need it: a production server beside a
// simulated Datadog, Bugsnag and Figma, with a System of the benchmark's own in its catalog.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, freePortsInARow, waitUntilAnswers } from '../../network.mjs';
import { unpackBundle } from '../../bundle.mjs';
import { startServer } from '../../production-server.mjs';
import { writeSimulatedConfig } from '../../simulated-config.mjs';
import { inRoot } from '../../repository.mjs';
import {
  INTEGRATIONS,
  startSimulatedIntegrations,
  startSimulators,
} from '../../simulators.mjs';
import { writeCatalog } from '../catalog.mjs';

const TIMEOUT_MS = 60_000;

/** Services of {@link SYSTEM}, each one of its own in Datadog. */
export const SERVICES = 50;
const SYSTEM = 'bench-monitoring';
/** A service of the simulated Datadog, which those of the System are copies of. */
const COPIED = 'appsync-service';

/** The entity that viewers look at. */
export const WATCHED = '/component/default/webapp';
/** An entity whose annotation chooses 40 frames. */
export const MANY_FRAMES = '/component/default/ios';
export const ENTITY_BY_NAME =
  '/api/catalog/entities/by-name/component/default/webapp';

export const serviceRef = index => `component:default/${SYSTEM}-${index}`;

async function answerOf(response) {
  const text = await response.text();
  if (!response.ok)
    throw new Error(
      `${response.url} answered ${response.status}: ${text.slice(0, 300)}`,
    );
  return text && JSON.parse(text);
}

const json = body => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** A simulated upstream, as its owner sees it. */
const controlOf = url => ({
  /** The requests since its start, oldest first. */
  requests: async () =>
    (await answerOf(await fetch(`${url}/_simulator/record`))).requests,
  read: async name => answerOf(await fetch(`${url}/_simulator/${name}`)),
  control: async (name, body) =>
    answerOf(await fetch(`${url}/_simulator/${name}`, json(body))),
});

/**
 * Unpacks the built portal and starts it.
 *
 * @returns `url`, `headers` of a signed-in guest, `get(path)` and `post(path, body)` for its routes,
 *   `datadog`, `bugsnag`, `figma` (each with `requests()`, `read(name)`, `control(name, body)`) and
 *   `stop()`
 */
export async function startIntegrationsPortal() {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const github = startSimulators({ port: await freePort(), manual: true });
  const integrations = startSimulatedIntegrations({
    port: await freePortsInARow(INTEGRATIONS.length),
  });
  await waitUntilAnswers(github.url, { timeoutMs: TIMEOUT_MS });
  await integrations.ready();
  const upstreams = Object.fromEntries(
    Object.entries(integrations.urls).map(([id, url]) => [id, controlOf(url)]),
  );
  await upstreams.datadog.control('services', { of: COPIED, copies: SERVICES });
  const server = await startServer({
    directory,
    port: await freePort(),
    configFiles: [
      'app-config.yaml',
      writeSimulatedConfig(directory, { githubUrl: github.url, integrations }),
      writeCatalog({
        directory,
        system: SYSTEM,
        count: SERVICES,
        annotations: number => ({
          'datadoghq.com/service-name': `${COPIED}-${number}`,
        }),
      }),
    ],
    log: inRoot('.data/logs/bench-integrations.log'),
  });
  const { backstageIdentity } = await answerOf(
    await fetch(`${server.url}/api/auth/guest/refresh`),
  );
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  for (const name of ['webapp', 'ios', `${SYSTEM}-${SERVICES}`])
    await waitUntilAnswers(
      `${server.url}/api/catalog/entities/by-name/component/default/${name}`,
      { timeoutMs: TIMEOUT_MS, headers },
    );
  return {
    url: server.url,
    headers,
    get: async route => {
      const response = await fetch(`${server.url}${route}`, { headers });
      return /json/.test(response.headers.get('content-type') ?? '')
        ? answerOf(response)
        : response.arrayBuffer();
    },
    post: async (route, body) =>
      answerOf(
        await fetch(`${server.url}${route}`, {
          ...json(body),
          headers: { ...json(body).headers, ...headers },
        }),
      ),
    ...upstreams,
    async stop() {
      await Promise.all([
        server.process.stop(),
        github.process.stop(),
        integrations.process.stop(),
      ]);
      remove();
    },
  };
}
