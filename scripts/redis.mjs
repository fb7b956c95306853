import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireProgram } from './debian.mjs';
import { freePort } from './network.mjs';
import { startListening } from './processes.mjs';

/**
 * Starts an empty Redis of this machine's own version on a port, without Docker. It keeps nothing
 * on disk.
 *
 * @param options.port - a free one when left out; a test that restarts Redis gives the same again
 * @returns `url` (`redis://127.0.0.1:<port>`), `port`, `process`, `goAway()` and `comeBack()`, which
 *   stop it and start it empty, and `stop()`
 * @throws Error with a sentence when Redis is missing or does not start
 */
export async function startRedis({ port } = {}) {
  const command = await requireProgram({
    name: 'Redis',
    programs: ['redis-server', 'valkey-server'],
    debianPackage: 'redis-server',
  });
  const listen = port ?? (await freePort());
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-redis-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  const settings = {
    port: listen,
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: 'no',
  };
  const start = () =>
    startListening({
      name: 'Redis',
      command,
      args: Object.entries(settings).flatMap(([key, value]) => [
        `--${key}`,
        `${value}`,
      ]),
      cwd: directory,
      readyLine: 'Ready to accept connections',
    });
  let server = await start().catch(error => {
    remove();
    throw error;
  });
  return {
    url: `redis://127.0.0.1:${listen}`,
    port: listen,
    get process() {
      return server;
    },
    goAway: () => server.stop(),
    comeBack: async () => {
      server = await start();
    },
    stop: async () => {
      await server.stop();
      remove();
    },
  };
}
