// A production server of the portal without Docker, from an unpacked bundle.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { waitUntilAnswers } from './network.mjs';
import { startProcess } from './processes.mjs';

const READY_TIMEOUT_MS = 120_000;
const READINESS = '/.backstage/health/v1/readiness';

/**
 * Starts an unpacked backend and waits until it is ready.
 *
 * @param options.directory - where the bundle was unpacked
 * @param options.port - where it listens; the app is served there as well
 * @param options.baseUrl - where people come in; its own address unless something stands in front
 * @param options.configFiles - names of configuration files in that directory
 * @param options.log - absolute path of a file for its log
 * @param options.env - further variables of its environment
 * @returns its own URL, its process, and milliseconds from the start of the process to ready
 */
export async function startServer({
  directory,
  port,
  baseUrl,
  configFiles,
  log,
  env,
}) {
  const url = `http://localhost:${port}`;
  const origin = baseUrl ?? url;
  writeFileSync(
    path.join(directory, 'app-config.address.yaml'),
    stringify({
      app: { baseUrl: origin },
      // As text, which app-config.production.yaml has too: an object can't come on top of that.
      backend: { baseUrl: origin, listen: `:${port}`, cors: { origin } },
    }),
  );
  const files = [...configFiles, 'app-config.address.yaml'];
  // As the image's own command does; the default app, which is measured beside it, has none.
  const instrumentation = path.join(
    directory,
    'packages/backend/src/instrumentation.js',
  );
  const server = startProcess({
    name: 'The production server',
    command: process.execPath,
    // Without this, Node.js would leave the directory at the first link and find the repository's
    // own packages instead of the unpacked ones.
    args: [
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      ...(existsSync(instrumentation) ? ['--require', instrumentation] : []),
      '.',
      ...files.flatMap(name => ['--config', path.join(directory, name)]),
    ],
    cwd: path.join(directory, 'packages/backend'),
    env: { NODE_ENV: 'production', BACKSTAGE_ENV: '', ...env },
    log,
  });
  const ended = new AbortController();
  server.exited.then(() => ended.abort(new Error('it has ended')));
  try {
    const readyAfterMs = await waitUntilAnswers(`${url}${READINESS}`, {
      timeoutMs: READY_TIMEOUT_MS,
      signal: ended.signal,
      everyMs: 25,
    });
    return { url, process: server, readyAfterMs };
  } catch (error) {
    await server.stop();
    throw new Error(
      `The production server did not start (${error.message}):\n${server.lastLines(40)}`,
    );
  }
}
