// yarn bench:start [--json]: how fast the portal installs and starts, and how much its first
// catalog page weighs, beside the default app of create-app in the same run.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, waitUntilAnswers } from '../network.mjs';
import {
  runOrThrow,
  startProcess,
  stopWithThisProcess,
} from '../processes.mjs';
import { buildBundle, unpackBundle } from '../bundle.mjs';
import { startServer } from '../production-server.mjs';
import { writeSimulatedConfig } from '../simulated-config.mjs';
import { inRoot, root } from '../repository.mjs';
import { startSimulators } from '../simulators.mjs';
import {
  launchBrowser,
  measureCatalogScripts,
  waitForSignIn,
} from './browser.mjs';
import { prepareDefaultApp } from './default-app.mjs';
import { finish, median, progress, row } from './report.mjs';

const PAIRS = 9;
const STARTS = 3;
const seconds = ms => ms / 1000;

const temporary = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));

function newDirectory(name) {
  const directory = path.join(temporary, name);
  mkdirSync(directory);
  return directory;
}

async function prepareSides() {
  progress('Building the portal.');
  await buildBundle();
  const ours = newDirectory('portal');
  await unpackBundle(ours);
  const github = startSimulators({ port: await freePort() });
  await waitUntilAnswers(github.url, { timeoutMs: 60_000 });
  const repository = await prepareDefaultApp();
  const theirs = newDirectory('default-app');
  await unpackBundle(theirs, repository);
  copyFileSync(
    path.join(repository, 'app-config.bench.yaml'),
    path.join(theirs, 'app-config.bench.yaml'),
  );
  return {
    portal: {
      directory: ours,
      configFiles: [
        'app-config.yaml',
        writeSimulatedConfig(ours, { githubUrl: github.url }),
      ],
      path: '/catalog',
      guestButton: 'Continue as guest',
    },
    defaultApp: {
      directory: theirs,
      configFiles: ['app-config.yaml', 'app-config.bench.yaml'],
      path: '/',
      guestButton: 'Enter',
    },
  };
}

const start = async ({ directory, configFiles }) =>
  startServer({ directory, configFiles, port: await freePort() });

async function timeOfReady(side) {
  const server = await start(side);
  await server.process.stop();
  return server.readyAfterMs;
}

async function measureServerStart({ portal, defaultApp }) {
  // The first start of each reads its files from the disk.
  await timeOfReady(portal);
  await timeOfReady(defaultApp);
  const times = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Taking turns at going first evens out what the machine does besides.
    const [first, second] =
      pair % 2 ? [defaultApp, portal] : [portal, defaultApp];
    const a = await timeOfReady(first);
    const b = await timeOfReady(second);
    times.push(
      pair % 2 ? { portal: b, defaultApp: a } : { portal: a, defaultApp: b },
    );
    progress(
      `Pair ${pair + 1} of ${PAIRS}: portal ${times.at(-1).portal} ms, default app ${times.at(-1).defaultApp} ms`,
    );
  }
  const ratios = times.map(time => time.portal / time.defaultApp);
  const middle = side =>
    seconds(median(times.map(time => time[side]))).toFixed(1);
  return row({
    name: 'Backend process start to ready, against the default app',
    value: median(ratios),
    unit: 'ratio',
    limit: 1.15,
    note:
      `median of ${PAIRS} interleaved pairs, from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; ` +
      `${middle('portal')} s against ${middle('defaultApp')} s`,
  });
}

async function measureScripts(sides, browser) {
  const weigh = async side => {
    const server = await start(side);
    const scripts = await measureCatalogScripts({
      browser,
      url: server.url,
      ...side,
    });
    await server.process.stop();
    return scripts;
  };
  progress('Weighing the first catalog page.');
  const ours = await weigh(sides.portal);
  const theirs = await weigh(sides.defaultApp);
  const describe = ({ bytes, files }) =>
    `${Math.round(bytes / 1024)} KiB in ${files} files`;
  return row({
    name: 'JavaScript transferred to a first catalog page, against the default app',
    value: ours.bytes / theirs.bytes,
    unit: 'ratio',
    limit: 1.1,
    note: `guest, empty cache; ${describe(ours)} against ${describe(theirs)}`,
  });
}

/** Addresses on free ports, for a `./portal start` beside whatever else runs here. */
async function freeAddresses() {
  const [app, backend, github] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ].map(port => `http://localhost:${port}`);
  return {
    app,
    backend,
    env: {
      APP_CONFIG_app_baseUrl: JSON.stringify(app),
      APP_CONFIG_backend_baseUrl: JSON.stringify(backend),
      APP_CONFIG_backend_listen_port: new URL(backend).port,
      APP_CONFIG_backend_cors_origin: JSON.stringify(app),
      APP_CONFIG_auth_providers_github_development_enterpriseInstanceUrl:
        JSON.stringify(github),
      BROWSER: 'none',
    },
  };
}

async function timeOfPortalStart(browser) {
  const { app, backend, env } = await freeAddresses();
  const started = Date.now();
  const portal = startProcess({
    name: './portal start',
    command: inRoot('portal'),
    args: ['start'],
    env,
  });
  const ended = new AbortController();
  portal.exited.then(() =>
    ended.abort(new Error(`./portal start ended:\n${portal.lastLines()}`)),
  );
  const wait = url =>
    waitUntilAnswers(url, { timeoutMs: 180_000, signal: ended.signal });
  await Promise.all([
    wait(app),
    wait(`${backend}/.backstage/health/v1/readiness`),
  ]);
  await waitForSignIn(browser, app);
  const took = Date.now() - started;
  await portal.stop();
  return took;
}

async function measurePortalStart(browser) {
  progress('Starting the portal by its one command.');
  await timeOfPortalStart(browser);
  const times = [];
  for (let index = 0; index < STARTS; index += 1)
    times.push(await timeOfPortalStart(browser));
  return row({
    name: 'Second `./portal start` to a usable page',
    value: seconds(median(times)),
    unit: 's',
    limit: 30,
    note: `median of ${STARTS}: ${times.map(time => seconds(time).toFixed(1)).join(', ')} s until Chromium shows the sign-in page and the backend is ready`,
  });
}

// What a newcomer's shell has: no tools of this run, and npm's own settings.
function freshEnvironment(home) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(YARN_|npm_|APP_CONFIG_|NODE_OPTIONS)/.test(name),
    ),
  );
  const folders = env.PATH.split(':').filter(
    folder => !/_npx|node_modules|xfs-/.test(folder),
  );
  const {
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_HTTPS_CA_FILE_PATH: cafile,
  } = process.env;
  return {
    ...env,
    HOME: home,
    PATH: folders.join(':'),
    ...(registry && { npm_config_registry: registry }),
    ...(cafile && { npm_config_cafile: cafile }),
  };
}

async function measureInstall() {
  progress('Installing in a fresh clone with an empty home directory.');
  const clone = path.join(temporary, 'clone');
  await runOrThrow({
    name: 'git clone',
    command: 'git',
    args: ['clone', '--quiet', root, clone],
  });
  const env = freshEnvironment(newDirectory('home'));
  const started = Date.now();
  await runOrThrow({
    name: './portal in a fresh clone',
    command: 'env',
    args: [
      '-i',
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      path.join(clone, 'portal'),
      '--version',
    ],
    cwd: clone,
  });
  return row({
    name: 'Clean install of the last commit',
    value: seconds(Date.now() - started),
    unit: 's',
    limit: 240,
    note: 'fresh clone, empty home directory: Node.js, Yarn and every dependency from the registry',
  });
}

stopWithThisProcess();
const sides = await prepareSides();
const browser = await launchBrowser();
const rows = [
  await measureServerStart(sides),
  await measurePortalStart(browser),
  await measureScripts(sides, browser),
  await measureInstall(),
];
await browser.close();
await finish({ command: 'bench:start', title: 'Start and first page', rows });
process.exit();
