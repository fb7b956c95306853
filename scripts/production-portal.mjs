// A production server of the portal without Docker: what the build packs is unpacked into an empty
// directory and started there, with the dependencies of the repository linked in.
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort, freePortsInARow, waitUntilAnswers } from './network.mjs';
import { runOrThrow, startProcess } from './processes.mjs';
import { inRoot, root } from './repository.mjs';
import { portOf } from './settings.mjs';
import {
  ENVIRONMENT_SERVICES,
  INTEGRATIONS,
  INTEGRATIONS_PORT,
  SONARQUBE_SERVERS,
  startSimulatedEnvironment,
  startSimulatedIntegrations,
  startSimulatedSonarqube,
  startSimulators,
} from './simulators.mjs';
import {
  moveWebsites,
  startSimulatedWebsites,
  WEBSITES,
} from './simulated-websites.mjs';

const READY_TIMEOUT_MS = 120_000;
const READINESS = '/.backstage/health/v1/readiness';
// Runs of the simulated GitHub take seconds as it is; tests need not wait for all of them.
const SIMULATED_SPEED = 4;
const NO_SOURCE =
  /^(node_modules|dist|coverage|e2e-tests|testHelpers|simulators)$|\.test\.tsx?$/;

/** When anything that the build reads was last changed, in milliseconds since 1970. */
function lastChange(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(file)
    .filter(name => !NO_SOURCE.test(name))
    .reduce(
      (latest, name) => Math.max(latest, lastChange(path.join(file, name))),
      0,
    );
}

/**
 * Builds the backend with the app inside, unless the last build is newer than the sources.
 *
 * @param repository - absolute path of a Backstage repository; this one when left out
 * @returns seconds that the build took, 0 when there was nothing to do
 */
export async function buildBundle(repository = root) {
  const bundle = path.join(repository, 'packages/backend/dist/bundle.tar.gz');
  const sources = [
    'package.json',
    'yarn.lock',
    'app-config.yaml',
    'packages',
    'plugins',
  ]
    .map(name => path.join(repository, name))
    .filter(file => existsSync(file));
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  if (built > Math.max(...sources.map(lastChange))) return 0;
  const started = Date.now();
  await runOrThrow({
    name: 'The production build',
    command: process.execPath,
    args: [
      path.join(repository, 'node_modules/.bin/backstage-cli'),
      'package',
      'build',
    ],
    cwd: path.join(repository, 'packages/backend'),
  });
  return Math.round((Date.now() - started) / 1000);
}

// A package is linked as it is. A link to a workspace leads to the unpacked package instead, and
// is left out when the bundle doesn't hold it.
function linkModules(from, to, repository, directory) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const source = path.join(from, name);
    const target = path.join(to, name);
    if (lstatSync(source).isSymbolicLink()) {
      const unpacked = path.join(
        directory,
        path.relative(repository, realpathSync(source)),
      );
      if (existsSync(unpacked)) symlinkSync(unpacked, target);
    } else if (name.startsWith('@')) {
      linkModules(source, target, repository, directory);
    } else {
      symlinkSync(source, target);
    }
  }
}

/**
 * Unpacks the built bundle of a repository as a production image holds it.
 *
 * @param directory - an empty directory
 * @param repository - absolute path of a built Backstage repository; this one when left out
 */
export async function unpackBundle(directory, repository = root) {
  for (const archive of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    await runOrThrow({
      name: `Unpacking ${archive}`,
      command: 'tar',
      args: [
        '-xzf',
        path.join(repository, 'packages/backend/dist', archive),
        '-C',
        directory,
      ],
    });
  }
  const packages = ['packages', 'plugins']
    .filter(group => existsSync(path.join(directory, group)))
    .flatMap(group =>
      readdirSync(path.join(directory, group)).map(name =>
        path.join(group, name),
      ),
    );
  for (const folder of ['', ...packages]) {
    const modules = path.join(repository, folder, 'node_modules');
    if (existsSync(modules)) {
      linkModules(
        modules,
        path.join(directory, folder, 'node_modules'),
        repository,
        directory,
      );
    }
  }
  for (const name of [
    'app-config.yaml',
    'catalog-info.yaml',
    'catalog',
    'mkdocs.yml',
    'docs',
    'examples',
  ]) {
    const source = path.join(repository, name);
    if (existsSync(source))
      cpSync(source, path.join(directory, name), { recursive: true });
  }
}

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

/** In a text: ports in a row from one on become those from another one on. */
const movePorts = (text, { from, to, count }) =>
  Array.from({ length: count }, (_, index) => index).reduce(
    (moved, index) =>
      moved.replaceAll(`localhost:${from + index}`, `localhost:${to + index}`),
    text,
  );

/**
 * Writes the overlay for simulated upstreams, with their addresses in place of the usual ones.
 *
 * @param directory - where the portal was unpacked
 * @param upstreams.githubUrl - base URL of the simulated GitHub
 * @param upstreams.environments - simulated environments of MobWorx; without any the portal has none
 * @param upstreams.sonarqube - the simulated SonarQube; without it the portal knows of none
 * @param upstreams.integrations - the simulated Datadog, Bugsnag and Figma; likewise
 * @returns the name of the file
 */
export function writeSimulatedConfig(
  directory,
  { githubUrl, environments = [], sonarqube, integrations },
) {
  const name = 'app-config.simulated.yaml';
  const overlay = readFileSync(inRoot(name), 'utf8').replaceAll(
    'http://localhost:7010',
    githubUrl,
  );
  const config = parse(overlay);
  const moves = environments.map(({ id, port }) => {
    const usual = config.mobworx.environments.find(one => one.id === id);
    const from = portOf(usual.services.appsync.url);
    return { from, to: port, count: ENVIRONMENT_SERVICES.length };
  });
  if (environments.length === 0) config.mobworx.environments = [];
  if (sonarqube)
    moves.push({
      from: portOf(config.sonarqube.baseUrl),
      to: sonarqube.port,
      count: SONARQUBE_SERVERS.length,
    });
  else delete config.sonarqube;
  if (integrations)
    moves.push({
      from: INTEGRATIONS_PORT,
      to: integrations.port,
      count: INTEGRATIONS.length,
    });
  else for (const id of INTEGRATIONS) delete config[id];
  // Who tests or measures says when a page is audited.
  delete config.lighthouse.schedule;
  writeFileSync(
    path.join(directory, name),
    moves.reduce(movePorts, stringify(config)),
  );
  return name;
}

/**
 * Starts the built portal as a production server beside a simulated GitHub and two simulated
 * environments of MobWorx, all on free ports.
 *
 * @param options.build - false takes the last build as it is
 * @param options.webhooks - false leaves the portal to find out by itself what happens on GitHub
 * @returns `url` of the portal, `githubUrl` of the simulated GitHub, both processes,
 *   `environments` (as of startSimulatedEnvironment), `sonarqube` (as of startSimulatedSonarqube),
 *   `integrations` (as of startSimulatedIntegrations), `websites` (as of startSimulatedWebsites), `readyAfterMs` and `stop()`
 */
export async function startProductionPortal({
  build = true,
  webhooks = true,
} = {}) {
  if (build) {
    process.stdout.write('Building the portal for production.\n');
    const seconds = await buildBundle();
    process.stdout.write(
      seconds ? `Built in ${seconds} s.\n` : 'The last build is up to date.\n',
    );
  }
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-production-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const port = await freePort();
  const github = startSimulators({
    port: await freePort(),
    speed: SIMULATED_SPEED,
    portalUrl: webhooks ? `http://localhost:${port}` : undefined,
  });
  const environments = [];
  for (const id of ['staging', 'production']) {
    const first = await freePortsInARow(ENVIRONMENT_SERVICES.length);
    environments.push(startSimulatedEnvironment({ id, port: first }));
  }
  const sonarqube = startSimulatedSonarqube({
    port: await freePortsInARow(SONARQUBE_SERVERS.length),
  });
  const integrations = startSimulatedIntegrations({
    port: await freePortsInARow(INTEGRATIONS.length),
  });
  const websites = startSimulatedWebsites({
    port: await freePortsInARow(WEBSITES.length),
  });
  moveWebsites(directory, websites);
  const stopUpstreams = () =>
    Promise.all([
      github.process.stop(),
      sonarqube.process.stop(),
      integrations.process.stop(),
      websites.process.stop(),
      ...environments.map(environment => environment.kill()),
    ]);
  try {
    await waitUntilAnswers(github.url, { timeoutMs: READY_TIMEOUT_MS });
    await Promise.all(environments.map(environment => environment.ready()));
    await Promise.all([
      sonarqube.ready(),
      integrations.ready(),
      websites.ready(),
    ]);
    const server = await startServer({
      directory,
      port,
      configFiles: [
        'app-config.yaml',
        writeSimulatedConfig(directory, {
          githubUrl: github.url,
          environments,
          sonarqube,
          integrations,
        }),
      ],
      log: inRoot('.data/logs/production-server.log'),
    });
    return {
      url: server.url,
      githubUrl: github.url,
      server: server.process,
      github: github.process,
      environments,
      sonarqube,
      integrations,
      websites,
      readyAfterMs: server.readyAfterMs,
      stop: async () => {
        await Promise.all([server.process.stop(), stopUpstreams()]);
        remove();
      },
    };
  } catch (error) {
    await stopUpstreams();
    remove();
    throw error;
  }
}
