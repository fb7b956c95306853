// The overlay for simulated upstreams, for a portal whose upstreams are on free ports.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { inRoot } from './repository.mjs';
import { portOf } from './settings.mjs';
import {
  ENVIRONMENT_SERVICES,
  INTEGRATIONS,
  INTEGRATIONS_PORT,
  SONARQUBE_SERVERS,
} from './simulators.mjs';

/** In a text: ports in a row from one on become those from another one on. */
const movePorts = (text, { from, to, count }) =>
  Array.from({ length: count }, (_, index) => index).reduce(
    (moved, index) =>
      moved.replaceAll(`localhost:${from + index}`, `localhost:${to + index}`),
    text,
  );

/**
 * Writes the overlay for simulated upstreams, with their addresses in place of the usual ones.
 *
 * @param directory - where the portal was unpacked
 * @param upstreams.githubUrl - base URL of the simulated GitHub
 * @param upstreams.environments - simulated environments of MobWorx; without any the portal has none
 * @param upstreams.sonarqube - the simulated SonarQube; without it the portal knows of none
 * @param upstreams.integrations - the simulated Datadog, Bugsnag and Figma; likewise
 * @returns the name of the file
 */
export function writeSimulatedConfig(
  directory,
  { githubUrl, environments = [], sonarqube, integrations },
) {
  const name = 'app-config.simulated.yaml';
  const overlay = readFileSync(inRoot(name), 'utf8').replaceAll(
    'http://localhost:7010',
    githubUrl,
  );
  const config = parse(overlay);
  const moves = environments.map(({ id, port }) => {
    const usual = config.mobworx.environments.find(one => one.id === id);
    const from = portOf(usual.services.appsync.url);
    return { from, to: port, count: ENVIRONMENT_SERVICES.length };
  });
  if (environments.length === 0) config.mobworx.environments = [];
  if (sonarqube)
    moves.push({
      from: portOf(config.sonarqube.baseUrl),
      to: sonarqube.port,
      count: SONARQUBE_SERVERS.length,
    });
  else delete config.sonarqube;
  if (integrations)
    moves.push({
      from: INTEGRATIONS_PORT,
      to: integrations.port,
      count: INTEGRATIONS.length,
    });
  else for (const id of INTEGRATIONS) delete config[id];
  // Who tests or measures says when a page is audited.
  delete config.lighthouse.schedule;
  writeFileSync(
    path.join(directory, name),
    moves.reduce(movePorts, stringify(config)),
  );
  return name;
}
