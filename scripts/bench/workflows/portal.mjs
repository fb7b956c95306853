// The portal as the benchmarks of GitHub Workflows need it: a production server beside a simulated
// GitHub whose time stands still until it is moved.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort, waitUntilAnswers } from '../../network.mjs';
import { unpackBundle } from '../../bundle.mjs';
import { startServer } from '../../production-server.mjs';
import { writeSimulatedConfig } from '../../simulated-config.mjs';
import { inRoot } from '../../repository.mjs';
import { startSimulators } from '../../simulators.mjs';
import { ENTITY_BY_NAME } from './repository.mjs';

/** Login of the credential that the portal reads GitHub with. */
const READER = 'mobworx-portal-reader';

async function answerOf(response) {
  const text = await response.text();
  if (!response.ok)
    throw new Error(
      `${response.url} answered ${response.status}: ${text.slice(0, 300)}`,
    );
  return text && /json/.test(response.headers.get('content-type') ?? '')
    ? JSON.parse(text)
    : text;
}

const withBody = body => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** The simulated GitHub, as its owner and as a person sees it. */
function githubAt(url) {
  return {
    url,
    /** Uses a switch of the simulator. */
    control: async (name, body) =>
      answerOf(await fetch(`${url}/_simulator/${name}`, withBody(body))),
    /** Calls the API as kim-sato, who may write to the repository. */
    api: async (apiPath, body) =>
      answerOf(
        await fetch(`${url}/api/v3${apiPath}`, {
          ...(body && withBody(body)),
          headers: {
            Authorization: 'Bearer gho_simulated_kim-sato',
            'Content-Type': 'application/json',
          },
        }),
      ),
    /** The requests of the portal since the start, oldest first. */
    async asked() {
      const { requests } = await answerOf(
        await fetch(`${url}/_simulator/record`),
      );
      return requests.filter(({ login }) => login === READER);
    },
  };
}

/**
 * Unpacks the built portal and starts it.
 *
 * @param options.webhooks - whether GitHub tells the portal of changes
 * @param options.database - `client` and `connection` as in the configuration; in memory when left out
 * @returns `url`, `pid` of the server, `directory` where it lies, `github`, `headers` of a
 *   signed-in guest, `get(path)` for the plugin's routes and `stop()`
 */
export async function startBenchPortal({ webhooks = false, database } = {}) {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const port = await freePort();
  const simulated = startSimulators({
    port: await freePort(),
    manual: true,
    portalUrl: webhooks ? `http://localhost:${port}` : undefined,
  });
  await waitUntilAnswers(simulated.url, { timeoutMs: 60_000 });
  const databaseConfig = 'app-config.bench.yaml';
  if (database) {
    const { client, connection } = database;
    writeFileSync(
      path.join(directory, databaseConfig),
      stringify({ backend: { database: { client, connection } } }),
    );
  }
  const server = await startServer({
    directory,
    port,
    configFiles: [
      'app-config.yaml',
      writeSimulatedConfig(directory, { githubUrl: simulated.url }),
      ...(database ? [databaseConfig] : []),
    ],
    log: inRoot('.data/logs/bench-server.log'),
  });
  const { backstageIdentity } = await answerOf(
    await fetch(`${server.url}/api/auth/guest/refresh`),
  );
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  // The catalog reads its files after the start.
  await waitUntilAnswers(`${server.url}${ENTITY_BY_NAME}`, {
    timeoutMs: 60_000,
    headers,
  });
  return {
    url: server.url,
    pid: server.process.pid,
    directory,
    github: githubAt(simulated.url),
    token: backstageIdentity.token,
    headers,
    get: async name =>
      answerOf(
        await fetch(`${server.url}/api/github-workflows${name}`, { headers }),
      ),
    async stop() {
      await Promise.all([server.process.stop(), simulated.process.stop()]);
      remove();
    },
  };
}
