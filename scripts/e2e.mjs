// yarn test:e2e [Playwright's arguments] [--no-build]: the journeys in a real Chromium, against a
// production build of the portal, a simulated GitHub and two simulated environments of MobWorx, all
// on free ports.
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

/**
 * Starts the portal, runs Playwright, stops the portal.
 *
 * @param args - for Playwright; `--no-build` takes the last production build as it is
 * @param env - variables for Playwright
 * @returns Playwright's exit code
 * @throws Error with a sentence when there is no Chromium or the portal does not start
 */
export async function runE2e(args, env = {}) {
  const chromium = await requireChromium();
  const portal = await startProductionPortal({
    build: !args.includes('--no-build'),
  });
  process.stdout.write(
    `The portal runs at ${portal.url}, the simulated GitHub at ${portal.githubUrl}.\n`,
  );
  const control = await startControl(portal.environments);
  try {
    const { code } = await run({
      name: 'Playwright',
      command: process.execPath,
      args: [
        binary('playwright'),
        'test',
        ...args.filter(arg => arg !== '--no-build'),
      ],
      env: {
        PORTAL_URL: portal.url,
        SIMULATED_GITHUB_URL: portal.githubUrl,
        SIMULATED_CONTROL_URL: control.url,
        SIMULATED_SONARQUBE_PORT: String(portal.sonarqube.port),
        SIMULATED_WEBSITES_PORT: String(portal.websites.port),
        ...Object.fromEntries(
          portal.environments.map(({ id, port }) => [
            `SIMULATED_${id.toUpperCase()}_PORT`,
            String(port),
          ]),
        ),
        PLAYWRIGHT_CHROMIUM_PATH: chromium,
        ...env,
      },
      stopSignal: 'SIGINT',
      inherit: true,
    });
    return code;
  } finally {
    control.stop();
    await portal.stop();
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
