// The portal as the benchmarks of code quality need it: a production server beside a simulated
// SonarQube, with entities of the benchmark's own in its catalog.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, freePortsInARow, waitUntilAnswers } from '../../network.mjs';
import { unpackBundle } from '../../bundle.mjs';
import { startServer } from '../../production-server.mjs';
import { writeSimulatedConfig } from '../../simulated-config.mjs';
import { inRoot } from '../../repository.mjs';
import {
  SONARQUBE_SERVERS,
  startSimulatedSonarqube,
  startSimulators,
} from '../../simulators.mjs';
import { writeCatalog } from '../catalog.mjs';

const TIMEOUT_MS = 60_000;

/** Components of {@link SYSTEM}, each with a project of its own in SonarQube. */
export const COMPONENTS = 50;
export const SYSTEM = 'bench-quality';

const PROJECT = 'mobworx_webapp';

/** Uses a switch of the simulated SonarQube. */
const control = async (url, name, body) => {
  const response = await fetch(`${url}/_simulator/${name}`, {
    ...(body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name}: ${response.status} ${text}`);
  return text && JSON.parse(text);
};

/**
 * Unpacks the built portal and starts it.
 *
 * @returns `url`, `sonarqube.calls()` since the start, `sonarqube.load()` (the most at once, and
 *   how many by project), and `stop()`
 */
export async function startSonarqubePortal() {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const github = startSimulators({ port: await freePort(), manual: true });
  const sonarqube = startSimulatedSonarqube({
    port: await freePortsInARow(SONARQUBE_SERVERS.length),
  });
  await waitUntilAnswers(github.url, { timeoutMs: TIMEOUT_MS });
  await sonarqube.ready();
  const simulated = sonarqube.urls.server;
  await control(simulated, 'projects', { of: PROJECT, copies: COMPONENTS });
  // Long enough that calls overlap as those to a real server do.
  await control(simulated, 'sonarqube', { latencyMs: 30 });
  const server = await startServer({
    directory,
    port: await freePort(),
    configFiles: [
      'app-config.yaml',
      writeSimulatedConfig(directory, { githubUrl: github.url, sonarqube }),
      writeCatalog({
        directory,
        system: SYSTEM,
        count: COMPONENTS,
        annotations: number => ({
          'sonarqube.org/project-key': `${PROJECT}-${number}`,
        }),
      }),
    ],
    log: inRoot('.data/logs/bench-quality.log'),
  });
  await waitForCatalog(server.url);
  return {
    url: server.url,
    sonarqube: {
      calls: async () => (await control(simulated, 'record')).requests.length,
      load: () => control(simulated, 'load'),
    },
    async stop() {
      await Promise.all([
        server.process.stop(),
        github.process.stop(),
        sonarqube.process.stop(),
      ]);
      remove();
    },
  };
}

/** The catalog reads its files after the start, and then finds out what belongs together. */
async function waitForCatalog(url) {
  const answer = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await answer.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  const address = `${url}/api/catalog/entities/by-name/system/default/${SYSTEM}`;
  await waitUntilAnswers(address, { timeoutMs: TIMEOUT_MS, headers });
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const { relations } = await (await fetch(address, { headers })).json();
    const parts = relations.filter(({ type }) => type === 'hasPart');
    if (parts.length === COMPONENTS) return;
    if (Date.now() > deadline)
      throw new Error(`${SYSTEM} has ${parts.length} components`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
