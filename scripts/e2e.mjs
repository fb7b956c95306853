// yarn test:e2e [Playwright's arguments] [--no-build]: the journeys in a real Chromium, against a
// production build of the portal with simulated upstreams, all on free ports. Two run at a time, each
// against a portal and upstreams of its own.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { requireChromium } from './chromium.mjs';
import { run, stopWithThisProcess } from './processes.mjs';
import { startProductionPortal } from './production-portal.mjs';
import { binary } from './repository.mjs';

/**
 * Lets tests kill and revive simulated environments, which only the process that started them can:
 * `POST /<environment>/kill` and `/revive`, each answered when it is done.
 */
async function startControl(environments) {
  const server = createServer(async (req, res) => {
    const [, id, deed] = req.url.split('/');
    const environment = environments.find(one => one.id === id);
    if (
      req.method !== 'POST' ||
      !environment ||
      !['kill', 'revive'].includes(deed)
    ) {
      res.writeHead(404).end();
      return;
    }
    await environment[deed]();
    res.writeHead(204).end();
  });
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => server.close(),
  };
}

// While a page waits for its portal, another has the processor.
const PORTALS = 2;

/** One is enough for one file: its tests take turns. */
const portalsFor = args =>
  args.filter(arg => !arg.startsWith('-')).length === 1 ? 1 : PORTALS;

async function startPortal(build) {
  const portal = await startProductionPortal({ build });
  process.stdout.write(
    `A portal runs at ${portal.url}, its simulated GitHub at ${portal.githubUrl}.\n`,
  );
  const control = await startControl(portal.environments);
  return {
    /** The variables of the tests that run against it. */
    env: {
      PORTAL_URL: portal.url,
      SIMULATED_GITHUB_URL: portal.githubUrl,
      SIMULATED_CONTROL_URL: control.url,
      SIMULATED_SONARQUBE_PORT: String(portal.sonarqube.port),
      SIMULATED_WEBSITES_PORT: String(portal.websites.port),
      SIMULATED_INTEGRATIONS_PORT: String(portal.integrations.port),
      ...Object.fromEntries(
        Object.entries(portal.integrations.urls).map(([id, url]) => [
          `SIMULATED_${id.toUpperCase()}_PORT`,
          new URL(url).port,
        ]),
      ),
      ...Object.fromEntries(
        portal.environments.map(({ id, port }) => [
          `SIMULATED_${id.toUpperCase()}_PORT`,
          String(port),
        ]),
      ),
    },
    stop: async () => {
      control.stop();
      await portal.stop();
    },
  };
}

/**
 * Starts the portals, runs Playwright, stops the portals.
 *
 * @param args - for Playwright; `--no-build` takes the last production build as it is
 * @param env - variables for Playwright
 * @returns Playwright's exit code
 * @throws Error with a sentence when there is no Chromium or a portal does not start
 */
export async function runE2e(args, env = {}) {
  const chromium = await requireChromium();
  const playwrightArgs = args.filter(arg => arg !== '--no-build');
  const portals = [];
  try {
    for (let count = portalsFor(playwrightArgs); count > 0; count -= 1) {
      // One after the other, so that they don't find the same ports free.
      const build = portals.length === 0 && !args.includes('--no-build');
      portals.push(await startPortal(build));
    }
    const { code } = await run({
      name: 'Playwright',
      command: process.execPath,
      args: [binary('playwright'), 'test', ...playwrightArgs],
      env: {
        PORTALS: JSON.stringify(portals.map(portal => portal.env)),
        PLAYWRIGHT_CHROMIUM_PATH: chromium,
        ...env,
      },
      stopSignal: 'SIGINT',
      inherit: true,
    });
    return code;
  } finally {
    await Promise.all(portals.map(portal => portal.stop()));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  stopWithThisProcess();
  try {
    process.exitCode = await runE2e(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
