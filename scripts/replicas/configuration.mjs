// app-config.production.yaml as it is, but for addresses and for what would make a test wait.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { inRoot } from '../repository.mjs';

/** How many requests of one address within RATE_WINDOW_SECONDS the portals of the test take. */
export const RATE_LIMIT = 400;
const RATE_WINDOW_SECONDS = 10;

export const CONFIG_FILES = [
  'app-config.yaml',
  'app-config.production.yaml',
  'app-config.replicas.yaml',
];
const read = name => parse(readFileSync(inRoot(name), 'utf8'));

/**
 * What differs from production, and why.
 *
 * @param files - absolute path of the directory whose catalog files both replicas read: in production
 *   they have the same path in each, and the catalog knows a location by it
 */
export function overlay(githubUrl, files) {
  const usual = read('app-config.yaml');
  const simulated = read('app-config.simulated.yaml');
  const github = simulated.integrations.github[0];
  return {
    backend: {
      // Eight looks of the load balancer, as 20 s are ten of the usual ones.
      lifecycle: { serverShutdownDelay: '4s' },
      // Loopback needs no TLS, and Debian's server has no certificate that anybody trusts.
      database: { connection: { ssl: false } },
      // So small that a test can reach it.
      rateLimit: {
        window: `${RATE_WINDOW_SECONDS} seconds`,
        incomingRequestLimit: RATE_LIMIT,
      },
    },
    auth: {
      providers: {
        github: {
          production: {
            enterpriseInstanceUrl: githubUrl,
            additionalScopes: ['repo'],
          },
        },
      },
    },
    integrations: {
      github: [
        {
          host: 'github.com',
          apiBaseUrl: `${githubUrl}/api/v3`,
          rawBaseUrl: `${githubUrl}/raw`,
          token: github.token,
        },
      ],
    },
    catalog: {
      // The people of the files, who are those of the simulated GitHub.
      locations: usual.catalog.locations.map(location => ({
        ...location,
        target: path.join(files, 'packages/backend', location.target),
      })),
      providers: {
        githubOrg: {
          schedule: {
            initialDelay: { hours: 1 },
            frequency: { hours: 1 },
            timeout: { minutes: 10 },
          },
        },
      },
    },
  };
}
