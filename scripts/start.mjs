// yarn start: the portal for development. By default with the simulated upstreams; with --real,
// --config or a BACKSTAGE_ENV of your own it is the plain `backstage-cli repo start`, to which all
// other arguments go. --verbose shows every line instead of warnings and errors.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  isStopping,
  startProcess,
  stopAll,
  stopWithThisProcess,
} from './processes.mjs';
import { takenPorts, waitUntilAnswers } from './network.mjs';
import { binary, inRoot } from './repository.mjs';
import { portOf, readSettings } from './settings.mjs';
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
  startSimulatedWebsites,
  WEBSITES,
  websitesPort,
} from './simulated-websites.mjs';

const LOG = '.data/logs/portal.log';
const SLOW_START_MS = 180_000;
// What packages/backend/src/index.ts writes before it ends.
const FAILED_START = "The portal can't start.";

let ended = false;

const say = line => process.stdout.write(`${line}\n`);

function readArguments(args) {
  const rest = args.filter(arg => arg !== '--real' && arg !== '--verbose');
  const ownConfig =
    args.includes('--real') ||
    args.some(arg => arg.startsWith('--config')) ||
    (process.env.BACKSTAGE_ENV ?? 'simulated') !== 'simulated';
  return {
    simulated: !ownConfig,
    verbose: args.includes('--verbose'),
    cliArguments: rest.map(fromRoot),
  };
}

// The Backstage CLI reads --config relative to each package, which nobody means who types it here.
function fromRoot(arg, index, args) {
  const follows = args[index - 1] === '--config';
  return follows && existsSync(inRoot(arg)) ? path.resolve(inRoot(arg)) : arg;
}

function readAddresses(simulated) {
  const environments = simulated
    ? ['simulated']
    : (process.env.BACKSTAGE_ENV ?? '').split(',').filter(Boolean);
  const setting = readSettings(environments);
  const app = setting('app.baseUrl');
  const backend = setting('backend.baseUrl');
  const github = setting(
    'auth.providers.github.development.enterpriseInstanceUrl',
  );
  return { app, backend, ...(simulated && { github }) };
}

/** The simulated environments of MobWorx, each with the first of its ports. */
function readEnvironments() {
  const environments = readSettings(['simulated'])('mobworx.environments');
  return (environments ?? [])
    .filter(({ services }) => services)
    .map(({ id, services }) => ({ id, port: portOf(services.appsync.url) }));
}

/** The first of the ports of the simulated SonarQube. */
const sonarqubePort = () =>
  portOf(readSettings(['simulated'])('sonarqube.baseUrl'));

/** A developer may kill an environment to see how the portal shows it. */
async function watchUpstream({ id, process: child }) {
  await child.exited;
  if (isStopping() || ended) return;
  say(
    `  The simulated ${id} has ended, and the portal shows it as down. To revive it:`,
  );
  say(`  SIMULATED_UPSTREAMS=${id} yarn simulators`);
}

async function refuseTakenPorts(addresses) {
  const names = {
    app: 'the portal',
    backend: 'its backend',
    github: 'the simulated GitHub',
  };
  const taken = await takenPorts(Object.values(addresses).map(portOf));
  if (taken.length === 0) return;
  const list = Object.entries(addresses)
    .filter(([, url]) => taken.includes(portOf(url)))
    .map(([part, url]) => `${portOf(url)} (${names[part] ?? part})`)
    .join(', ');
  const one = taken.length === 1;
  process.stderr.write(
    `portal: ${one ? 'Port' : 'Ports'} ${list} ${one ? 'is' : 'are'} taken by another program, ` +
      `perhaps another portal: stop it (\`ss -ltnp\` or \`lsof -i :${taken[0]}\` names it) and start again.\n`,
  );
  process.exit(1);
}

/**
 * Passes on what a developer has to see of the output of the CLI and the backend: warnings,
 * errors with their stack, compiler messages; not the log of every request.
 */
function createFilter(verbose) {
  const notes =
    /^(<i> |Starting |Load(ed|ing) config |Rspack compiled successfully|\s*$)/;
  let showing = false;
  return line => {
    const text = stripVTControlCharacters(line);
    const level = /^\S+Z \S+ (debug|verbose|http|info|warn|error) /.exec(
      text,
    )?.[1];
    if (level) showing = level === 'warn' || level === 'error';
    else if (!/^\s/.test(text)) showing = !notes.test(text);
    if ((verbose || showing) && !ended && !isStopping()) say(line);
    // The Backstage CLI lives on without the backend; after a moment its last line is out.
    if (text.startsWith(FAILED_START)) setTimeout(sayHowToGoOn, 1_000);
  };
}

function sayHowToGoOn() {
  say('');
  say(
    '  The backend could not start; the lines above say why. It tries again when you save a',
  );
  say('  correction to a configuration or source file. Ctrl-C stops the rest.');
}

async function watch(child) {
  const { code, signal } = await child.exited;
  // The others end because this one did.
  if (isStopping() || ended) return;
  ended = true;
  await stopAll();
  process.stderr.write(
    `\nportal: ${child.name} has ended (${signal ?? `code ${code}`}), so everything was stopped. ` +
      `Its last lines:\n${child.lastLines()}\n`,
  );
  process.exit(1);
}

async function report(name, url, path_ = '') {
  const slow = setTimeout(
    () => say(`  ${name} is still not ready; ${LOG} may say why.`),
    SLOW_START_MS,
  );
  await waitUntilAnswers(`${url}${path_}`);
  clearTimeout(slow);
  say(`  ${name} is ready (${Math.round(process.uptime())} s)`);
}

function welcome({ app, github }) {
  say('');
  say(`  MobWorx Portal: ${app}`);
  say('');
  if (github) {
    say(
      '  Sign in with GitHub and choose a person of the simulated GitHub: Sam Okoro, for',
    );
    say(
      '  instance, may run workflows of appsync-service. A guest may look, but not run.',
    );
    say('');
  }
  say(`  Ctrl-C stops everything. The whole log: ${LOG}`);
  say('');
}

async function main() {
  const { simulated, verbose, cliArguments } = readArguments(
    process.argv.slice(2),
  );
  const addresses = readAddresses(simulated);
  const environments = simulated ? readEnvironments() : [];
  await refuseTakenPorts({
    ...addresses,
    ...Object.fromEntries(
      environments.flatMap(({ id, port }) =>
        ENVIRONMENT_SERVICES.map((service, index) => [
          `${service} of the simulated ${id}`,
          `http://localhost:${port + index}`,
        ]),
      ),
    ),
    ...Object.fromEntries(
      (simulated ? SONARQUBE_SERVERS : []).map((server, index) => [
        `the simulated SonarQube (${server})`,
        `http://localhost:${sonarqubePort() + index}`,
      ]),
    ),
    ...Object.fromEntries(
      (simulated ? INTEGRATIONS : []).map((upstream, index) => [
        `the simulated ${upstream}`,
        `http://localhost:${INTEGRATIONS_PORT + index}`,
      ]),
    ),
    ...Object.fromEntries(
      (simulated ? WEBSITES : []).map((website, index) => [
        `the simulated website of ${website}`,
        `http://localhost:${websitesPort() + index}`,
      ]),
    ),
  });
  stopWithThisProcess(() => say('\nStopping the portal.'));

  say(`Starting the portal${simulated ? ' with simulated upstreams' : ''}.`);
  const waits = [];
  if (simulated) {
    const simulators = startSimulators({
      port: portOf(addresses.github),
      portalUrl: addresses.backend,
    });
    watch(simulators.process);
    waits.push(report('The simulated GitHub', addresses.github));
    for (const one of environments) {
      const environment = startSimulatedEnvironment(one);
      watchUpstream(environment);
      waits.push(
        report(`The simulated ${one.id}`, environment.urls.aws, '/_simulator'),
      );
    }
    const sonarqube = startSimulatedSonarqube({ port: sonarqubePort() });
    watchUpstream({ id: 'sonarqube', ...sonarqube });
    waits.push(
      report(
        'The simulated SonarQube',
        sonarqube.urls.community,
        '/_simulator',
      ),
    );
    const integrations = startSimulatedIntegrations({
      port: INTEGRATIONS_PORT,
    });
    watchUpstream({ id: INTEGRATIONS.join(','), ...integrations });
    waits.push(integrations.ready());
    const websites = startSimulatedWebsites({ port: websitesPort() });
    watchUpstream({ id: 'websites', ...websites });
    waits.push(websites.ready());
  }
  const portal = startProcess({
    name: 'The portal (backstage-cli repo start)',
    command: process.execPath,
    args: [binary('backstage-cli'), 'repo', 'start', ...cliArguments],
    env: {
      FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
      ...(simulated && { BACKSTAGE_ENV: 'simulated' }),
    },
    log: inRoot(LOG),
    onLine: createFilter(verbose),
    stdin: process.stdin.isTTY ? process.stdin : undefined,
  });
  watch(portal);
  const wanted = cliArguments
    .filter(arg => /^(app|backend)$|packages\/(app|backend)$/.test(arg))
    .map(arg => path.basename(arg));
  const parts =
    wanted.length || cliArguments.some(arg => arg === '--plugin')
      ? wanted
      : ['backend', 'app'];
  if (parts.includes('backend')) {
    waits.push(
      report(
        'The backend',
        addresses.backend,
        '/.backstage/health/v1/readiness',
      ),
    );
  }
  if (parts.includes('app')) waits.push(report('The app', addresses.app));
  await Promise.all(waits);
  if (parts.length) welcome(addresses);
}

await main();
