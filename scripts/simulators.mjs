import { startProcess } from './processes.mjs';
import { inRoot } from './repository.mjs';
import { readSettings } from './settings.mjs';

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
    process: startProcess({
      name: 'The simulated GitHub',
      command: process.execPath,
      args: [
        '--require',
        inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
        'src/main.ts',
      ],
      cwd: inRoot('packages/simulators'),
      env: {
        SIMULATED_UPSTREAMS: 'github',
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
      log: inRoot('.data/logs/simulated-github.log'),
    }),
  };
}
