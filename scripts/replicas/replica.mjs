import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { unpackBundle } from '../bundle.mjs';
import { startServer } from '../production-server.mjs';
import { inRoot } from '../repository.mjs';
import { CONFIG_FILES, overlay } from './configuration.mjs';

/**
 * One replica, which can be started, asked to end, and killed.
 *
 * @param options.folder - where it has a directory of its name
 * @param options.files - absolute path of the directory whose catalog files all replicas read
 */
export function makeReplica({
  name,
  port,
  baseUrl,
  env,
  githubUrl,
  folder,
  files,
}) {
  const directory = path.join(folder, name);
  let server;
  let starts = 0;
  let isRunning = false;

  async function start() {
    starts += 1;
    server = await startServer({
      directory,
      port,
      baseUrl,
      configFiles: CONFIG_FILES,
      env,
      log: inRoot(`.data/logs/${name}-start-${starts}.log`),
    });
    isRunning = true;
    return server.readyAfterMs;
  }

  return {
    name,
    url: `http://localhost:${port}`,
    prepare: async () => {
      mkdirSync(directory);
      await unpackBundle(directory);
      for (const file of CONFIG_FILES.slice(0, -1))
        cpSync(inRoot(file), path.join(directory, file));
      writeFileSync(
        path.join(directory, CONFIG_FILES.at(-1)),
        stringify(overlay(githubUrl, files)),
      );
    },
    /** Starts it and waits until it is ready; answers with how many milliseconds that took. */
    start,
    startUnlessRunning: async () => {
      if (!isRunning) await start();
    },
    get pid() {
      return server.process.pid;
    },
    stop: () => server?.process.stop(),
    lastLines: count => server.process.lastLines(count),
    /** Sends it a signal and waits until it has ended, however long that takes. */
    end: async signal => {
      isRunning = false;
      process.kill(server.process.pid, signal);
      return server.process.exited;
    },
  };
}
