// The portal as a production server without Docker: what the build packs is unpacked into an empty
// directory and started there, with the dependencies of the repository linked in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildBundle, unpackBundle } from './bundle.mjs';
import { freePort, freePortsInARow, waitUntilAnswers } from './network.mjs';
import { startServer } from './production-server.mjs';
import { inRoot } from './repository.mjs';
import { writeSimulatedConfig } from './simulated-config.mjs';
import {
  ENVIRONMENT_SERVICES,
  INTEGRATIONS,
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

const GITHUB_TIMEOUT_MS = 120_000;
// Runs of the simulated GitHub take seconds as it is; tests need not wait for all of them.
const SIMULATED_SPEED = 4;

/** Starts every simulated upstream on free ports; `ready()` resolves once all answer. */
async function startUpstreams(portalUrl) {
  const github = startSimulators({
    port: await freePort(),
    speed: SIMULATED_SPEED,
    portalUrl,
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
  return {
    github,
    environments,
    sonarqube,
    integrations,
    websites,
    ready: async () => {
      await waitUntilAnswers(github.url, { timeoutMs: GITHUB_TIMEOUT_MS });
      const others = [...environments, sonarqube, integrations, websites];
      await Promise.all(others.map(upstream => upstream.ready()));
    },
    stop: () =>
      Promise.all([
        ...[github, sonarqube, integrations, websites].map(upstream =>
          upstream.process.stop(),
        ),
        ...environments.map(environment => environment.kill()),
      ]),
  };
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
  const upstreams = await startUpstreams(
    webhooks ? `http://localhost:${port}` : undefined,
  );
  const { github, environments, sonarqube, integrations, websites } = upstreams;
  moveWebsites(directory, websites);
  try {
    await upstreams.ready();
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
        await Promise.all([server.process.stop(), upstreams.stop()]);
        remove();
      },
    };
  } catch (error) {
    await upstreams.stop();
    remove();
    throw error;
  }
}
