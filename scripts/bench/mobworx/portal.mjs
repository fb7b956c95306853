// The portal as the benchmarks of MobWorx need it: a production server beside two simulated
// environments, each a process of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort, freePortsInARow, waitUntilAnswers } from '../../network.mjs';
import { unpackBundle } from '../../bundle.mjs';
import { startServer } from '../../production-server.mjs';
import { writeSimulatedConfig } from '../../simulated-config.mjs';
import { inRoot } from '../../repository.mjs';
import {
  ENVIRONMENT_SERVICES,
  startSimulatedEnvironment,
  startSimulators,
} from '../../simulators.mjs';

/** What the throughput is compared with: one entity of the catalog. */
export const ENTITY_BY_NAME =
  '/api/catalog/entities/by-name/component/default/document';

export const STATUS = '/api/mobworx/status';

/** The rhythms of the simulated start, in milliseconds: what the limits of the issue are made of. */
export function readRhythms() {
  const { mobworx } = parse(
    readFileSync(inRoot('app-config.simulated.yaml'), 'utf8'),
  );
  return {
    pollMs: mobworx.poll.health.seconds * 1000,
    timeoutMs: mobworx.poll.timeout.seconds * 1000,
  };
}

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

/** Lets every service of an environment misbehave, or no longer when the fault is left out. */
export async function setFault(environment, fault) {
  for (const url of Object.values(environment.urls)) {
    await (fault
      ? post(`${url}/_simulator/faults`, { fault })
      : post(`${url}/_simulator/reset`, {}));
  }
}

/**
 * Unpacks the built portal and starts it.
 *
 * @param options.change - changes the simulated configuration
 * @returns `url`, `pid` of the server, `environments` (as of startSimulatedEnvironment), `headers`
 *   of a signed-in guest, `states()` of all services and `stop()`
 */
export async function startMobworxPortal({ change } = {}) {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const github = startSimulators({ port: await freePort(), manual: true });
  const environments = [];
  for (const id of ['staging', 'production']) {
    const port = await freePortsInARow(ENVIRONMENT_SERVICES.length);
    environments.push(startSimulatedEnvironment({ id, port }));
  }
  await waitUntilAnswers(github.url, { timeoutMs: 60_000 });
  await Promise.all(environments.map(environment => environment.ready()));
  const overlay = writeSimulatedConfig(directory, {
    githubUrl: github.url,
    environments,
  });
  if (change) {
    const file = path.join(directory, overlay);
    const config = parse(readFileSync(file, 'utf8'));
    writeFileSync(file, stringify(change(config) ?? config));
  }
  const server = await startServer({
    directory,
    port: await freePort(),
    configFiles: ['app-config.yaml', overlay],
    log: inRoot('.data/logs/bench-mobworx.log'),
  });
  const answer = await fetch(`${server.url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await answer.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  // The catalog reads its files after the start.
  await waitUntilAnswers(`${server.url}${ENTITY_BY_NAME}`, {
    timeoutMs: 60_000,
    headers,
  });
  return {
    url: server.url,
    pid: server.process.pid,
    environments,
    headers,
    async states() {
      const response = await fetch(`${server.url}${STATUS}`, { headers });
      if (!response.ok) throw new Error(`${STATUS}: ${response.status}`);
      const { environments: all } = await response.json();
      return all.flatMap(({ id, services }) =>
        services.map(state => ({ environment: id, ...state })),
      );
    },
    async stop() {
      await Promise.all([
        server.process.stop(),
        github.process.stop(),
        ...environments.map(environment => environment.kill()),
      ]);
      remove();
    },
  };
}

/** Looks at the states until they are as wanted. @throws Error after a minute */
export async function waitForStates(portal, isAsWanted) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const states = await portal.states();
    if (isAsWanted(states)) return states;
    if (Date.now() > deadline) {
      const now = states.map(
        ({ environment, service, status }) =>
          `${environment} ${service} ${status}`,
      );
      throw new Error(`the services stay as they are: ${now.join(', ')}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
