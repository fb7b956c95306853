import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canInstall, findExecutable, installPackages } from './debian.mjs';
import { freePort } from './network.mjs';
import { runOrThrow, startListening } from './processes.mjs';

function findServer() {
  const versions = [
    '/usr/lib/postgresql/*/bin/postgres',
    '/opt/homebrew/opt/postgresql@*/bin/postgres',
  ]
    .flatMap(pattern => globSync(pattern))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return versions.at(-1) ?? findExecutable(['postgres']);
}

/**
 * Finds the PostgreSQL of this machine, and installs Debian's when there is none and we may.
 *
 * @returns the directory of its programs
 * @throws Error with a sentence that says what to install
 */
async function requirePostgres() {
  const found = findServer();
  if (found) return path.dirname(found);
  const reason = canInstall() && (await installPackages(['postgresql']));
  const installed = findServer();
  if (installed) return path.dirname(installed);
  throw new Error(
    'PostgreSQL is missing: install it (Debian: apt-get install postgresql).' +
      `${reason ? ` apt-get could not: ${reason}` : ''}`,
  );
}

// PostgreSQL refuses to run as root, so root steps down to the account that Debian made for it.
function accountOfServer() {
  if (process.getuid() !== 0) return undefined;
  const account = ['postgres', 'nobody'].find(name => {
    try {
      execFileSync('id', [name], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  const id = flag =>
    Number(execFileSync('id', [flag, account], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * Starts an empty PostgreSQL of this machine's own version on a free port, without Docker. It is
 * fast and forgets: nothing is synced to disk, and its files are deleted when it stops.
 *
 * @returns `connectionString` (for the database `postgres`), the same as `connection` without a
 *   database, `programs` (directory of its programs, such as pg_dump), `goAway()` and `comeBack()`,
 *   which stop and start it with all that it holds, and `stop()`
 * @throws Error with a sentence when PostgreSQL is missing or does not start
 */
export async function startPostgres() {
  const programs = await requirePostgres();
  const user = accountOfServer();
  // Another account can't enter a private TMPDIR of root.
  const parent = user && existsSync('/tmp') ? '/tmp' : tmpdir();
  const directory = mkdtempSync(path.join(parent, 'portal-postgres-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  if (user) chownSync(directory, user.uid, user.gid);
  const data = path.join(directory, 'data');
  await runOrThrow({
    name: 'initdb',
    command: path.join(programs, 'initdb'),
    args: [
      '--pgdata',
      data,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    cwd: directory,
    user,
  });
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const start = () =>
    startListening({
      name: 'PostgreSQL',
      command: path.join(programs, 'postgres'),
      args: [
        '-D',
        data,
        ...Object.entries(settings).flatMap(([key, value]) => [
          '-c',
          `${key}=${value}`,
        ]),
      ],
      cwd: directory,
      user,
      // SIGTERM would wait for clients to leave.
      stopSignal: 'SIGINT',
      readyLine: 'database system is ready to accept connections',
    });
  let server = await start().catch(error => {
    remove();
    throw error;
  });
  return {
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    connection: { host: '127.0.0.1', port, user: 'postgres' },
    programs,
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
