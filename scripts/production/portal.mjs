// The portal as production runs it: the built bundle, app-config.production.yaml as it is, and all of
// its variables. Only addresses of what stands in for GitHub come on top.
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { container } from '../../deploy/image/src/container.ts';
import { freePort, freePortsInARow, waitUntilAnswers } from '../network.mjs';
import { startProcess } from '../processes.mjs';
import { unpackBundle } from '../bundle.mjs';
import { inRoot } from '../repository.mjs';
import { readSettings } from '../settings.mjs';
import {
  ENVIRONMENT_SERVICES,
  startSimulatedEnvironment,
  startSimulators,
} from '../simulators.mjs';
import { requiredVariables } from './variables.mjs';

const FILES = ['app-config.yaml', 'app-config.production.yaml'];
const STAND_INS = 'app-config.stand-ins.yaml';
const READY_TIMEOUT_MS = 180_000;
const READINESS = '/.backstage/health/v1/readiness';

/** Starts GitHub and the staging environment of MobWorx as stand-ins. */
export async function startUpstreams() {
  const github = startSimulators({ port: await freePort() });
  const staging = startSimulatedEnvironment({
    id: 'staging',
    port: await freePortsInARow(ENVIRONMENT_SERVICES.length),
  });
  await Promise.all([
    waitUntilAnswers(github.url, { timeoutMs: READY_TIMEOUT_MS }),
    staging.ready(),
  ]);
  const key = await fetch(`${github.url}/_simulator/app-key`);
  return {
    githubUrl: github.url,
    staging,
    appKey: await key.text(),
    stop: () => Promise.all([github.process.stop(), staging.kill()]),
  };
}

// A list of the configuration is replaced as a whole, so the GitHub of the file comes with it.
function standIns(githubUrl) {
  const { integrations } = parse(readFileSync(inRoot(FILES[1]), 'utf8'));
  const [github] = integrations.github;
  return {
    auth: {
      providers: {
        github: { production: { enterpriseInstanceUrl: githubUrl } },
      },
    },
    integrations: {
      github: [
        {
          ...github,
          apiBaseUrl: `${githubUrl}/api/v3`,
          rawBaseUrl: `${githubUrl}/raw`,
        },
      ],
    },
    catalog: {
      providers: { githubOrg: { schedule: { initialDelay: { seconds: 1 } } } },
    },
  };
}

/** Every variable that has to have a value, and those of an integration. */
export function variablesFor({ url, upstreams, database, redisUrl }) {
  const setting = readSettings(['simulated']);
  const staging = setting('mobworx.environments').find(
    ({ id }) => id === 'staging',
  );
  const { services, aws } = staging;
  return {
    ...requiredVariables({
      url,
      database,
      redisUrl,
      appKey: upstreams.appKey,
    }),
    MOBWORX_STAGING_APPSYNC_URL: `${upstreams.staging.urls.appsync}/graphql`,
    MOBWORX_STAGING_APPSYNC_API_ID: services.appsync.apiId,
    MOBWORX_STAGING_APPSYNC_KEY: services.appsync.auth.key,
    MOBWORX_STAGING_STREAM_URL: upstreams.staging.urls.stream,
    MOBWORX_STAGING_STUDIO_URL: upstreams.staging.urls.studio,
    MOBWORX_STAGING_AWS_ACCOUNT: aws.accountId,
    MOBWORX_STAGING_AWS_REGION: aws.region,
    MOBWORX_STAGING_EVENT_BUS: services.infrastructure.eventBus,
    MOBWORX_STAGING_DB_CLUSTER: services.infrastructure.dbCluster,
  };
}

/**
 * Unpacks the built bundle with the two configuration files, as the image holds them.
 *
 * @returns the directory, which is removed when this process ends
 */
export async function unpackPortal(githubUrl) {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-production-'));
  process.once('exit', () =>
    rmSync(directory, { recursive: true, force: true }),
  );
  await unpackBundle(directory);
  for (const file of FILES) cpSync(inRoot(file), path.join(directory, file));
  writeFileSync(
    path.join(directory, STAND_INS),
    stringify(standIns(githubUrl)),
  );
  return directory;
}

/**
 * Starts the portal with these variables and no other of its own.
 *
 * @param options.port - where it listens
 * @param options.standIn - false leaves GitHub's stand-in out, for one that has to refuse to start
 * @returns `url`, the process, `lines` (all that it wrote) and `ready()`
 */
export function startPortal({ directory, port, variables, standIn = true }) {
  const lines = [];
  const server = startProcess({
    name: 'the portal in production',
    command: process.execPath,
    // Without the first two, Node.js would leave the directory at the first link of a package.
    args: [
      '--preserve-symlinks',
      '--preserve-symlinks-main',
      ...container.command
        .slice(1)
        .map(word => word.replace(/^\/app\//, `${directory}/`)),
      ...(standIn ? ['--config', path.join(directory, STAND_INS)] : []),
    ],
    cwd: path.join(directory, 'packages/backend'),
    env: {
      NODE_ENV: 'production',
      APP_CONFIG_backend_listen: JSON.stringify(`:${port}`),
      ...variables,
    },
    log: inRoot('.data/logs/production.log'),
    onLine: line => lines.push(line),
  });
  const url = `http://localhost:${port}`;
  const ended = new AbortController();
  server.exited.then(({ code }) =>
    ended.abort(
      new Error(`The portal ended with code ${code}:\n${server.lastLines(40)}`),
    ),
  );
  return {
    url,
    process: server,
    lines,
    ready: () =>
      waitUntilAnswers(`${url}${READINESS}`, {
        timeoutMs: READY_TIMEOUT_MS,
        signal: ended.signal,
      }),
  };
}
