// yarn bench:deployment [--json]: how long the portal takes to start on PostgreSQL, and how much memory
// it holds, beside the default app of create-app in the same run.
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from '../network.mjs';
import { stopWithThisProcess } from '../processes.mjs';
import { buildBundle, unpackBundle } from '../bundle.mjs';
import { startServer } from '../production-server.mjs';
import {
  startUpstreams,
  unpackPortal,
  variablesFor,
} from '../production/portal.mjs';
import { startTlsDatabase } from '../production/database.mjs';
import { startRedis } from '../redis.mjs';
import { prepareDefaultApp } from './default-app.mjs';
import { finish, median, progress, row } from './report.mjs';

const PAIRS = 7;
// Both read their catalog and fill their index within this time.
const IDLE_MS = 30_000;
const REQUESTS = 20;
const MIB = 1024 * 1024;
const mebibytes = bytes => `${Math.round(bytes / MIB)} MiB`;

const temporary = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));

// The same way in for both: a token of a service.
const token = randomBytes(24).toString('hex');
const access = {
  backend: {
    auth: {
      externalAccess: [
        { type: 'static', options: { token, subject: 'bench' } },
      ],
    },
  },
};

async function preparePortal(database) {
  progress('Building the portal.');
  await buildBundle();
  const upstreams = await startUpstreams();
  const redis = await startRedis();
  const directory = await unpackPortal(upstreams.githubUrl);
  writeFileSync(
    path.join(directory, 'app-config.bench.yaml'),
    stringify(access),
  );
  return {
    directory,
    configFiles: [
      'app-config.yaml',
      'app-config.production.yaml',
      'app-config.stand-ins.yaml',
      'app-config.bench.yaml',
    ],
    env: variablesFor({
      url: 'http://localhost',
      upstreams,
      database: database.variables,
      redisUrl: redis.url,
    }),
  };
}

async function prepareOther({ adminConnection, certificate }) {
  const repository = await prepareDefaultApp();
  const directory = path.join(temporary, 'default-app');
  mkdirSync(directory);
  await unpackBundle(directory, repository);
  copyFileSync(
    path.join(repository, 'app-config.bench.yaml'),
    path.join(directory, 'app-config.guest.yaml'),
  );
  writeFileSync(
    path.join(directory, 'app-config.bench.yaml'),
    stringify({
      backend: {
        ...access.backend,
        database: { client: 'pg', connection: adminConnection },
      },
    }),
  );
  return {
    directory,
    configFiles: [
      'app-config.yaml',
      'app-config.guest.yaml',
      'app-config.bench.yaml',
    ],
    // The same server, by TLS too: it makes a database for each plugin there.
    env: { NODE_EXTRA_CA_CERTS: certificate },
  };
}

/** Bytes of memory that a process holds, or that it held at the most (Linux). */
function residentBytes(pid, name = 'VmRSS') {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status);
  return Number(kilobytes) * 1024;
}

/** What people's browsers and the load balancer ask of either. */
async function useIt(url) {
  const headers = { Authorization: `Bearer ${token}` };
  const paths = [
    '/',
    '/.backstage/health/v1/readiness',
    '/api/catalog/entities/by-query?limit=20',
    '/api/catalog/entity-facets?facet=kind',
    '/api/search/query?term=service',
  ];
  for (let index = 0; index < REQUESTS; index += 1)
    for (const each of paths) {
      const answer = await fetch(`${url}${each}`, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${each} answers ${answer.status}`);
    }
}

async function measureOnce(side) {
  const server = await startServer({ ...side, port: await freePort() });
  const atReady = residentBytes(server.process.pid);
  await sleep(IDLE_MS / 2);
  await useIt(server.url);
  await sleep(IDLE_MS / 2);
  const inUse = residentBytes(server.process.pid);
  const most = residentBytes(server.process.pid, 'VmHWM');
  await server.process.stop();
  return { ready: server.readyAfterMs, atReady, inUse, most };
}

async function measurePairs(sides) {
  progress('Once each, for the migrations.');
  for (const side of Object.values(sides)) {
    const server = await startServer({ ...side, port: await freePort() });
    await useIt(server.url);
    await server.process.stop();
  }
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Taking turns at going first evens out what the machine does besides.
    const order = pair % 2 ? ['other', 'portal'] : ['portal', 'other'];
    const measured = {};
    for (const name of order) measured[name] = await measureOnce(sides[name]);
    pairs.push(measured);
    const say = ({ ready, atReady, inUse }) =>
      `${ready} ms, ${Math.round(atReady / MIB)} and ${Math.round(inUse / MIB)} MiB`;
    progress(
      `Pair ${pair + 1} of ${PAIRS}: portal ${say(measured.portal)}; default app ${say(measured.other)}`,
    );
  }
  return pairs;
}

function compare(pairs, key, { name, limit, show, how }) {
  const ratios = pairs.map(({ portal, other }) => portal[key] / other[key]);
  const middle = side => show(median(pairs.map(pair => pair[side][key])));
  return row({
    name,
    value: median(ratios),
    unit: 'ratio',
    limit,
    note:
      `${how}; median of ${PAIRS} interleaved pairs, from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; ` +
      `${middle('portal')} against ${middle('other')}`,
  });
}

/** The limit of a container has to hold it; it isn't judged. */
function mostHeld(pairs) {
  const [ours, theirs] = ['portal', 'other'].map(side =>
    mebibytes(median(pairs.map(pair => pair[side].most))),
  );
  return `the most that was held since the start: ${ours} against ${theirs}`;
}

stopWithThisProcess();
const database = await startTlsDatabase();
const sides = {
  portal: await preparePortal(database),
  other: await prepareOther(database),
};
const pairs = await measurePairs(sides);
await finish({
  command: 'bench:deployment',
  title: 'In production, on PostgreSQL',
  rows: [
    compare(pairs, 'ready', {
      name: 'Process start to ready, against the default app',
      limit: 1.15,
      show: ms => `${(ms / 1000).toFixed(1)} s`,
      how: 'the portal with app-config.production.yaml: TLS to PostgreSQL, Redis, people from GitHub, one environment of MobWorx; both have migrated before',
    }),
    compare(pairs, 'inUse', {
      name: 'Resident memory in use, against the default app',
      limit: 1.1,
      show: mebibytes,
      how: `VmRSS ${IDLE_MS / 1000} s after ready, with ${REQUESTS} × 5 requests to each in the middle: page, readiness, entities, facets, search; the same Node.js without flags of the engine, the portal collects its garbage when it has started (ADR 22); ${mostHeld(pairs)}`,
    }),
    compare(pairs, 'atReady', {
      name: 'Resident memory when ready, against the default app',
      limit: 1.1,
      show: mebibytes,
      how: 'VmRSS at the first answer of readiness',
    }),
  ],
});
process.exit();
