// The built portal on a database of its own beside a simulated GitHub, and people who use it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort, waitUntilAnswers } from '../network.mjs';
import { buildBundle, unpackBundle } from '../bundle.mjs';
import { startServer } from '../production-server.mjs';
import { writeSimulatedConfig } from '../simulated-config.mjs';
import { inRoot } from '../repository.mjs';
import { startSimulators } from '../simulators.mjs';

const DATABASE_CONFIG = 'app-config.database.yaml';

/**
 * Unpacks the portal beside a simulated GitHub.
 *
 * @returns `start(connection)`, which starts the portal on a database of PostgreSQL and gives its
 *   `url` and `stop()`, and `stop()` for the rest
 */
export async function preparePortal() {
  await buildBundle();
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-backup-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const github = startSimulators({ port: await freePort(), manual: true });
  await waitUntilAnswers(github.url, { timeoutMs: 60_000 });
  const simulated = writeSimulatedConfig(directory, { githubUrl: github.url });
  return {
    async start(connection) {
      // As app-config.production.yaml has it, but for TLS.
      const database = {
        client: 'pg',
        pluginDivisionMode: 'schema',
        ensureExists: false,
        ensureSchemaExists: true,
        connection,
        knexConfig: { pool: { min: 0, max: 5 } },
      };
      writeFileSync(
        path.join(directory, DATABASE_CONFIG),
        stringify({ backend: { database } }),
      );
      const server = await startServer({
        directory,
        port: await freePort(),
        configFiles: ['app-config.yaml', simulated, DATABASE_CONFIG],
        log: inRoot('.data/logs/backup-server.log'),
      });
      return { url: server.url, stop: () => server.process.stop() };
    },
    async stop() {
      await github.process.stop();
      remove();
    },
  };
}

const redirectOf = async response => {
  await response.arrayBuffer();
  const location = response.headers.get('location');
  if (!location)
    throw new Error(`${response.url} answered ${response.status}, no redirect`);
  return new URL(location, response.url);
};

/**
 * Signs somebody in through the simulated GitHub, as the sign-in page's window does.
 *
 * @param url - of the portal
 * @param login - on GitHub
 * @returns `call(path, body)`, which asks the portal as that person and gives its JSON
 */
export async function signIn(url, login) {
  const begin = await fetch(
    `${url}/api/auth/github/start?env=development&origin=${encodeURIComponent(url)}`,
    { redirect: 'manual' },
  );
  const cookie = begin.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    // One without a value takes an older cookie away.
    .filter(each => !each.endsWith('='))
    .join('; ');
  const authorize = await redirectOf(begin);
  const chosen = await fetch(authorize.origin + authorize.pathname, {
    method: 'POST',
    body: new URLSearchParams([...authorize.searchParams, ['login', login]]),
    redirect: 'manual',
  });
  const frame = await fetch(await redirectOf(chosen), { headers: { cookie } });
  const message = /decodeURIComponent\('([^']+)'\)/.exec(await frame.text());
  const { response, error } = JSON.parse(decodeURIComponent(message[1]));
  if (error) throw new Error(`${login} is not let in: ${error.message}`);
  const headers = {
    Authorization: `Bearer ${response.backstageIdentity.token}`,
    'X-GitHub-Token': response.providerInfo.accessToken,
    'Content-Type': 'application/json',
  };
  return async function call(name, body) {
    const answer = await fetch(`${url}/api${name}`, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok)
      throw new Error(
        `${name} answered ${answer.status}: ${await answer.text()}`,
      );
    return answer.json();
  };
}
