import { startBugsnag } from './bugsnag/simulator';
import { ManualClock, RealClock, type SimulatorClock } from './clock';
import { startDatadog } from './datadog/simulator';
import { startFigma } from './figma/simulator';
import { startGithubSimulator } from './github/simulator';
import type { WebhookTarget } from './github/webhooks';
import {
  serviceNames,
  startMobworxEnvironment,
  type MobworxEnvironment,
} from './mobworx/environment';
import { environmentIds, type EnvironmentId } from './mobworx/seed';
import { sonarqubeIds } from './sonarqube/seed';
import { startSonarqubeServers } from './sonarqube/servers';
import { websiteIds } from './websites/pages';
import { startWebsite } from './websites/simulator';

/** What can be started, each by itself or together. */
const upstreams = [
  'github',
  ...environmentIds,
  'figma',
  'sonarqube',
  'websites',
  'datadog',
  'bugsnag',
] as const;

/** What the environment variables ask of the process. */
interface Settings {
  upstreams: string[];
  githubPort: number;
  figmaPort: number;
  /** The first of the ports of an environment's services, in the order of {@link serviceNames}. */
  environmentPorts: Record<EnvironmentId, number>;
  /** Makes a clock; each upstream has its own, as a reset stops what its clock has to do. */
  createClock: () => SimulatorClock;
  /** The first of the ports of the SonarQube servers, in the order of {@link sonarqubeIds}. */
  sonarqubePort: number;
  /** The first of the ports of the websites, in the order of {@link websiteIds}. */
  websitesPort: number;
  datadogPort: number;
  bugsnagPort: number;
  webhooks?: WebhookTarget;
}

/** Something that runs. */
interface Running {
  /** Says where it is. */
  line: string;
  close(): Promise<void>;
}

class SettingError extends Error {}

function numberSetting(
  name: string,
  fallback: number,
  isValid: (value: number) => boolean,
): number {
  const text = process.env[name];
  const value = text === undefined || text === '' ? fallback : Number(text);
  if (!isValid(value)) {
    throw new SettingError(`${name} is not usable: ${text}`);
  }
  return value;
}

function portSetting(name: string, fallback: number, count = 1): number {
  return numberSetting(
    name,
    fallback,
    value =>
      Number.isInteger(value) && value >= 0 && value + count - 1 < 65_536,
  );
}

function readUpstreams(): string[] {
  const text = process.env.SIMULATED_UPSTREAMS || upstreams.join(',');
  const names = text.split(',').map(name => name.trim());
  const unknown = names.find(name => !upstreams.some(known => known === name));
  if (unknown !== undefined) {
    throw new SettingError(
      `SIMULATED_UPSTREAMS names some of ${upstreams.join(', ')}, not "${unknown}"`,
    );
  }
  return names;
}

function readClock(): () => SimulatorClock {
  const speed = numberSetting('SIMULATED_CLOCK_SPEED', 1, value => value > 0);
  const kind = process.env.SIMULATED_CLOCK ?? 'real';
  if (kind !== 'real' && kind !== 'manual') {
    throw new SettingError(
      `SIMULATED_CLOCK is "real" or "manual", not "${kind}"`,
    );
  }
  return () => (kind === 'manual' ? new ManualClock() : new RealClock(speed));
}

function readSettings(): Settings {
  const { SIMULATED_WEBHOOK_URL: url, SIMULATED_WEBHOOK_SECRET: secret } =
    process.env;
  const settings = {
    upstreams: readUpstreams(),
    githubPort: portSetting('SIMULATED_GITHUB_PORT', 7010),
    figmaPort: portSetting('SIMULATED_FIGMA_PORT', 7063),
    environmentPorts: {
      staging: portSetting('SIMULATED_STAGING_PORT', 7021, serviceNames.length),
      production: portSetting(
        'SIMULATED_PRODUCTION_PORT',
        7031,
        serviceNames.length,
      ),
    },
    createClock: readClock(),
    sonarqubePort: portSetting(
      'SIMULATED_SONARQUBE_PORT',
      7041,
      sonarqubeIds.length,
    ),
    websitesPort: portSetting(
      'SIMULATED_WEBSITES_PORT',
      7051,
      websiteIds.length,
    ),
    datadogPort: portSetting('SIMULATED_DATADOG_PORT', 7061),
    bugsnagPort: portSetting('SIMULATED_BUGSNAG_PORT', 7062),
    webhooks: url && secret ? { url, secret } : undefined,
  };
  if (Boolean(url) !== Boolean(secret)) {
    throw new SettingError(
      'Set SIMULATED_WEBHOOK_URL and SIMULATED_WEBHOOK_SECRET together',
    );
  }
  return settings;
}

/** Words a taken port as what it is. */
async function orSayTaken<Result>(
  started: Promise<Result>,
  variable: string,
): Promise<Result> {
  return started.catch(error => {
    if (error.code === 'EADDRINUSE') {
      throw new SettingError(
        `Port ${error.port} is taken: stop what listens there, or set ${variable} to another port.`,
      );
    }
    throw error;
  });
}

async function startGithub(settings: Settings): Promise<Running> {
  const github = await orSayTaken(
    startGithubSimulator({
      port: settings.githubPort,
      clock: settings.createClock(),
      webhooks: settings.webhooks,
    }),
    'SIMULATED_GITHUB_PORT',
  );
  return {
    line: `Simulated GitHub is ready on ${github.url}`,
    close: () => github.close(),
  };
}

async function startEnvironment(
  id: EnvironmentId,
  { environmentPorts, createClock }: Settings,
): Promise<Running> {
  const first = environmentPorts[id];
  const ports = Object.fromEntries(
    serviceNames.map((name, index) => [name, first && first + index]),
  );
  const environment = await orSayTaken(
    startMobworxEnvironment({ id, ports, clock: createClock() }),
    `SIMULATED_${id.toUpperCase()}_PORT`,
  );
  return {
    line: `Simulated ${id} is ready: ${describe(environment)}`,
    close: () => environment.close(),
  };
}

async function startDesigns(settings: Settings): Promise<Running> {
  const figma = await orSayTaken(
    startFigma({ port: settings.figmaPort, clock: settings.createClock() }),
    'SIMULATED_FIGMA_PORT',
  );
  return {
    line: `Simulated Figma is ready on ${figma.service.url}`,
    close: () => figma.close(),
  };
}

function describe({ appsync, stream, studio, aws }: MobworxEnvironment) {
  return [
    `AppSync ${appsync.graphqlUrl}`,
    `Stream ${stream.service.url} and ${stream.wsUrl}`,
    `Studio ${studio.service.url}`,
    `AWS ${aws.service.url}`,
  ].join(', ');
}

async function startSonarqubes(settings: Settings): Promise<Running> {
  const { urls, close } = await orSayTaken(
    startSonarqubeServers({ ...settings, port: settings.sonarqubePort }),
    'SIMULATED_SONARQUBE_PORT',
  );
  return {
    line: `Simulated SonarQube is ready on ${urls.join(' and ')}`,
    close,
  };
}

async function startWebsites(settings: Settings): Promise<Running> {
  const first = settings.websitesPort;
  const started = await orSayTaken(
    Promise.all(
      websiteIds.map((id, index) =>
        startWebsite({
          id,
          port: first && first + index,
          clock: settings.createClock(),
        }),
      ),
    ),
    'SIMULATED_WEBSITES_PORT',
  );
  const urls = started.map(({ service }) => service.url);
  return {
    line: `Simulated websites are ready on ${urls.join(' and ')}`,
    close: async () => {
      await Promise.all(started.map(one => one.close()));
    },
  };
}

async function startOneDatadog(settings: Settings): Promise<Running> {
  const { service, close } = await orSayTaken(
    startDatadog({
      port: settings.datadogPort,
      clock: settings.createClock(),
    }),
    'SIMULATED_DATADOG_PORT',
  );
  return { line: `Simulated Datadog is ready on ${service.url}`, close };
}

async function startBugsnagOf(settings: Settings): Promise<Running> {
  const bugsnag = await orSayTaken(
    startBugsnag({ port: settings.bugsnagPort, clock: settings.createClock() }),
    'SIMULATED_BUGSNAG_PORT',
  );
  return {
    line: `Simulated Bugsnag is ready on ${bugsnag.service.url}`,
    close: () => bugsnag.close(),
  };
}

function start(name: string, settings: Settings): Promise<Running> {
  switch (name) {
    case 'figma':
      return startDesigns(settings);
    case 'github':
      return startGithub(settings);
    case 'sonarqube':
      return startSonarqubes(settings);
    case 'websites':
      return startWebsites(settings);
    case 'datadog':
      return startOneDatadog(settings);
    case 'bugsnag':
      return startBugsnagOf(settings);
    default:
      return startEnvironment(name as EnvironmentId, settings);
  }
}

async function main(): Promise<void> {
  const settings = readSettings();
  const running: Running[] = [];
  for (const name of settings.upstreams) {
    const started = await start(name, settings);
    running.push(started);
    process.stdout.write(`${started.line}\n`);
  }
  const stop = () =>
    Promise.all(running.map(one => one.close())).then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch(error => {
  const text = error instanceof SettingError ? error.message : error.stack;
  process.stderr.write(`Simulators: ${text}\n`);
  process.exit(1);
});
