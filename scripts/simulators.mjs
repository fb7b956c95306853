import { waitUntilAnswers } from './network.mjs';
import { startProcess } from './processes.mjs';
import { inRoot } from './repository.mjs';
import { readSettings } from './settings.mjs';

const READY_TIMEOUT_MS = 120_000;

/** Starts one or more (by comma) of the upstreams of packages/simulators as a process of its own. */
export const startUpstream = ({ id, name, env }) =>
  startProcess({
    name,
    command: process.execPath,
    args: [
      '--require',
      inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/main.ts',
    ],
    cwd: inRoot('packages/simulators'),
    env: { SIMULATED_UPSTREAMS: id, ...env },
    log: inRoot(`.data/logs/simulated-${id.replaceAll(',', '-')}.log`),
  });

/**
 * Starts the simulated GitHub (packages/simulators) as a process of its own.
 *
 * @param options.port - where it listens, on loopback
 * @param options.speed - how many of its seconds pass in one of ours; 1 when left out
 * @param options.manual - true when its time stands still until it is moved
 * @param options.portalUrl - base URL of the backend that gets its webhooks; nobody when left out
 * @returns its base URL and its process
 */
export function startSimulators({ port, speed = 1, manual, portalUrl }) {
  return {
    url: `http://localhost:${port}`,
    process: startUpstream({
      id: 'github',
      name: 'The simulated GitHub',
      env: {
        SIMULATED_GITHUB_PORT: String(port),
        SIMULATED_CLOCK_SPEED: String(speed),
        ...(manual && { SIMULATED_CLOCK: 'manual' }),
        ...(portalUrl && {
          SIMULATED_WEBHOOK_URL: `${portalUrl}/api/events/http/github`,
          SIMULATED_WEBHOOK_SECRET: readSettings(['simulated'])(
            'events.modules.github.webhookSecret',
          ),
        }),
      },
    }),
  };
}

/** The services of a simulated environment of MobWorx, in the order of their ports. */
export const ENVIRONMENT_SERVICES = ['appsync', 'stream', 'studio', 'aws'];

/**
 * Starts a simulated environment of MobWorx as a process of its own, which can be killed and
 * revived while the portal looks on.
 *
 * @param options.id - `staging` or `production`
 * @param options.port - the first of its four ports, see ENVIRONMENT_SERVICES
 * @returns `id`, `port`, `urls` by service, `process`, `ready()`, `kill()` and `revive()`
 */
export function startSimulatedEnvironment({ id, port }) {
  const start = () =>
    startUpstream({
      id,
      name: `The simulated ${id}`,
      env: { [`SIMULATED_${id.toUpperCase()}_PORT`]: String(port) },
    });
  const urls = Object.fromEntries(
    ENVIRONMENT_SERVICES.map((service, index) => [
      service,
      `http://localhost:${port + index}`,
    ]),
  );
  const ready = () =>
    // The last to be started.
    waitUntilAnswers(`${urls.aws}/_simulator`, { timeoutMs: READY_TIMEOUT_MS });
  let running = start();
  return {
    id,
    port,
    urls,
    ready,
    get process() {
      return running;
    },
    kill: () => running.stop(),
    async revive() {
      await running.stop();
      running = start();
      await ready();
    },
  };
}

/** The simulated servers of SonarQube, in the order of their ports. */
export const SONARQUBE_SERVERS = ['server', 'community'];

/**
 * Starts the simulated servers of SonarQube as one process.
 *
 * @param options.port - the first of its ports, see SONARQUBE_SERVERS
 * @returns `port`, `urls` by server, `process` and `ready()`
 */
export function startSimulatedSonarqube({ port }) {
  const urls = Object.fromEntries(
    SONARQUBE_SERVERS.map((server, index) => [
      server,
      `http://localhost:${port + index}`,
    ]),
  );
  return {
    port,
    urls,
    process: startUpstream({
      id: 'sonarqube',
      name: 'The simulated SonarQube',
      env: { SIMULATED_SONARQUBE_PORT: String(port) },
    }),
    ready: () =>
      // The last to be started.
      waitUntilAnswers(`${urls.community}/_simulator`, {
        timeoutMs: READY_TIMEOUT_MS,
      }),
  };
}

/** Upstreams of monitoring and design that are simulated, in the order of their ports. */
export const INTEGRATIONS = ['datadog', 'bugsnag', 'figma'];

/** The first of the ports that app-config.simulated.yaml gives them. */
export const INTEGRATIONS_PORT = 7061;

/**
 * Starts the simulated Datadog, Bugsnag and Figma as one process.
 *
 * @param options.port - the first of their ports, see INTEGRATIONS
 * @returns `port`, `urls` by upstream, `process` and `ready()`
 */
export function startSimulatedIntegrations({ port }) {
  const urls = Object.fromEntries(
    INTEGRATIONS.map((id, index) => [id, `http://localhost:${port + index}`]),
  );
  return {
    port,
    urls,
    process: startUpstream({
      id: INTEGRATIONS.join(','),
      name: 'The simulated Datadog, Bugsnag and Figma',
      env: Object.fromEntries(
        INTEGRATIONS.map((id, index) => [
          `SIMULATED_${id.toUpperCase()}_PORT`,
          String(port + index),
        ]),
      ),
    }),
    ready: () =>
      // The last to be started.
      waitUntilAnswers(`${urls[INTEGRATIONS.at(-1)]}/_simulator`, {
        timeoutMs: READY_TIMEOUT_MS,
      }),
  };
}
