import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitUntilAnswers } from './network.mjs';
import { inRoot } from './repository.mjs';
import { portOf } from './settings.mjs';
import { startUpstream } from './simulators.mjs';

const READY_TIMEOUT_MS = 120_000;

/** The simulated websites, in the order of their ports. */
export const WEBSITES = ['webapp', 'studio-webapp'];

/** Where the catalog says that the simulated website of a component is. */
function usualUrl(component) {
  const file = inRoot(`catalog/components/${component}.yaml`);
  const found = /simulated=(http:\/\/localhost:\d+)/.exec(
    readFileSync(file, 'utf8'),
  );
  return found[1];
}

/** The first of the ports of the simulated websites, as the catalog names them. */
export const websitesPort = () => portOf(usualUrl(WEBSITES[0]));

/**
 * Starts the simulated websites as one process.
 *
 * @param options.port - the first of their ports, see WEBSITES
 * @returns `port`, `urls` by website, `process` and `ready()`
 */
export function startSimulatedWebsites({ port }) {
  const urls = Object.fromEntries(
    WEBSITES.map((website, index) => [
      website,
      `http://localhost:${port + index}`,
    ]),
  );
  return {
    port,
    urls,
    process: startUpstream({
      id: 'websites',
      name: 'The simulated websites',
      env: { SIMULATED_WEBSITES_PORT: String(port) },
    }),
    // The last to be started.
    ready: () =>
      waitUntilAnswers(`${urls[WEBSITES.at(-1)]}/_simulator`, {
        timeoutMs: READY_TIMEOUT_MS,
      }),
  };
}

/** Lets an unpacked portal's catalog name the websites where they are. */
export function moveWebsites(directory, { urls }) {
  for (const file of globSync('catalog/components/*.yaml', {
    cwd: directory,
  })) {
    const whole = path.join(directory, file);
    const text = readFileSync(whole, 'utf8');
    const moved = WEBSITES.reduce(
      (yaml, website) =>
        yaml.replaceAll(
          `simulated=${usualUrl(website)}`,
          `simulated=${urls[website]}`,
        ),
      text,
    );
    if (moved !== text) writeFileSync(whole, moved);
  }
}
