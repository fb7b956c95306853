// yarn test:e2e [Playwright's arguments] [--no-build]: the journeys in a real Chromium, against a
// production build of the portal and a simulated GitHub, both on free ports.
import { pathToFileURL } from 'node:url';
import { requireChromium } from './chromium.mjs';
import { run, stopWithThisProcess } from './processes.mjs';
import { startProductionPortal } from './production-portal.mjs';
import { binary } from './repository.mjs';

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
        PLAYWRIGHT_CHROMIUM_PATH: chromium,
        ...env,
      },
      stopSignal: 'SIGINT',
      inherit: true,
    });
    return code;
  } finally {
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
