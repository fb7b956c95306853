import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from '../repository.mjs';
import {
  bothServe,
  ENTITIES,
  LIVENESS,
  whileAway,
  WORKFLOWS,
} from './balance.mjs';
import { get } from './load.mjs';
import { until } from './until.mjs';

const AWAY_MS = 30_000;
// Longer than it takes until the database is away, shorter than the portal waits for GitHub.
const DISPATCH_MS = 9_000;
const TASKS = [
  ['github-workflows', 'match-runs'],
  ['github-workflows', 'refresh-repositories'],
];

const slowDown = githubUrl =>
  fetch(`${githubUrl}/_simulator/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      method: 'POST',
      pathPattern: '/dispatches$',
      fault: { kind: 'latency', ms: DISPATCH_MS },
      times: 1,
    }),
  });

async function codeOf(url, headers) {
  const response = await fetch(url, {
    headers,
    signal: AbortSignal.timeout(20_000),
  });
  const body = await response.json();
  return `${response.status} ${body.error?.code ?? ''}`.trim();
}

/** Resolves once a replica answers so where the database is needed. */
const answers = ({ name, url }, expected, headers, options) =>
  until(
    `${name} answers ${expected}`,
    async () => {
      for (const path of [ENTITIES, WORKFLOWS]) {
        const code = await codeOf(`${url}${path}`, headers);
        if (code !== expected) throw new Error(`${path} answers ${code}`);
      }
      return true;
    },
    options,
  );

/** When the tasks of a plugin that all replicas share are due next, in milliseconds since 1970. */
async function taskDue({ connectionString }, schema, id) {
  const { Client } = createRequire(inRoot('packages/backend/package.json'))(
    'pg',
  );
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT next_run_start_at AS due FROM "${schema}"."backstage_backend_tasks__tasks" WHERE id = $1`,
      [id],
    );
    return new Date(rows[0].due).getTime();
  } finally {
    await client.end();
  }
}

/** Sends a form whose run takes its time to reach GitHub; it is on its way when this resolves. */
async function sendSlowly({ githubUrl }, people, person) {
  await slowDown(githubUrl);
  const known = new Set(people.forms.keys());
  const sent = people.sendOne(person);
  const [key] = [...people.forms.keys()].filter(one => !known.has(one));
  await until(
    'a run is on its way',
    async () => (await person.kept(key))?.state === 'sending',
    { seconds: 8, everyMs: 50 },
  );
  return { sent, key };
}

async function peopleAreTold({ portal, people, headers }, { sent, key }) {
  for (const replica of portal.replicas) {
    await answers(replica, '503 database_unavailable', headers, {
      seconds: 20,
    });
    const { status } = await get(`${replica.url}${LIVENESS}`);
    if (status !== 200)
      throw new Error(`${replica.name} is not alive without the database`);
  }
  await sent;
  const { why } = people.forms.get(key);
  if (why !== 'dispatch_outcome_unknown')
    throw new Error(
      `A run that was on its way ended with ${why ?? 'an answer'}`,
    );
  const during = people.forms.get(await people.sendOne(people.people[1]));
  if (during.runId) throw new Error('A run was started without the database');
}

async function allGoesOn({ portal, people, headers }, back) {
  const { replicas, postgres } = portal;
  for (const replica of replicas) await answers(replica, '200', headers);
  const worksAfter = Date.now() - back;
  for (const [schema, id] of TASKS)
    await until(
      `the task ${id} goes on`,
      async () => (await taskDue(postgres, schema, id)) > back,
      { seconds: 90, everyMs: 1_000 },
    );
  const fresh = people.forms.get(await people.sendOne(people.people[0]));
  if (!fresh.runId) throw new Error(`A new run can't be started: ${fresh.why}`);
  return worksAfter;
}

/** Of the keys in the database that tokens are checked with it has read none afterwards. */
async function startAnew(replica) {
  await replica.end('SIGTERM');
  await replica.start();
}

/** The database is away for half a minute, while a run is on its way to GitHub. */
export async function databaseAway(context) {
  const { portal, people } = context;
  await startAnew(portal.replicas[0]);
  const pids = portal.replicas.map(({ pid }) => pid);
  const onItsWay = await sendSlowly(portal, people, people.people[0]);
  const away = Date.now();
  await whileAway(portal.postgres, async () => {
    await peopleAreTold(context, onItsWay);
    await sleep(Math.max(0, AWAY_MS - (Date.now() - away)));
  });
  const back = Date.now();
  const worksAfter = await allGoesOn(context, back);
  if (portal.replicas.some(({ pid }, index) => pid !== pids[index]))
    throw new Error('A replica has died');
  await bothServe(portal);
  return `away for ${Math.round((back - away) / 1_000)} s, both work again ${worksAfter} ms after`;
}
