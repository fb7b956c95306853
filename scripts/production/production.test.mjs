// The whole backend as production runs it: app-config.production.yaml as it is, PostgreSQL with TLS and a
// schema for each plugin, Redis, people of an organisation on GitHub.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { groupsInUse } from '../../packages/backend/src/environment/variables.ts';
import { requireChromium } from '../chromium.mjs';
import { freePort } from '../network.mjs';
import { stopAll, stopWithThisProcess } from '../processes.mjs';
import { startRedis } from '../redis.mjs';
import { startTlsDatabase } from './database.mjs';
import {
  startPortal,
  startUpstreams,
  unpackPortal,
  variablesFor,
} from './portal.mjs';

const DEADLINE_MS = 120_000;

// Lines above `info` that a start in this setup has to write, each with its reason.
const EXPECTED = [
  {
    says: /^backend\.baseUrl is set to a localhost URL/,
    because: 'no deployment is at localhost, as this one is',
  },
  {
    says: /^Poll failed for subscription ".*", retrying in 1000ms .* 404 Not Found/,
    because:
      'a plugin may ask the bus of events before that has its route; it asks again a second later',
  },
  {
    says: /^Index for techdocs was not replaced: indexer received 0 documents/,
    because:
      'documentation is rendered when somebody opens it, and indexed from then on',
  },
];
const isExpected = text => EXPECTED.some(({ says }) => says.test(text));
const isJson = line => line.startsWith('{');

/** Looks until what it sees is right, and fails with what it saw last. */
async function eventually(look, isRight, what) {
  const end = Date.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > end)
      assert.fail(`${what}; seen last: ${JSON.stringify(seen)}`);
    await sleep(200);
  }
}

/** Says one command to Redis and gives all that it answers. */
async function askRedis(port, command) {
  const socket = connect(port, '127.0.0.1');
  socket.end(`${command}\r\nQUIT\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

stopWithThisProcess();

describe('in production', () => {
  let upstreams;
  let database;
  let redis;
  let directory;

  before(async () => {
    upstreams = await startUpstreams();
    database = await startTlsDatabase();
    redis = await startRedis();
    directory = await unpackPortal(upstreams.githubUrl);
  });
  // What is left running would keep this process from ending.
  after(stopAll);

  async function start(variables) {
    const port = await freePort();
    const common = variablesFor({
      url: `http://localhost:${port}`,
      upstreams,
      database: database.variables,
      redisUrl: redis.url,
    });
    return startPortal({
      directory,
      port,
      variables: { ...common, ...variables },
    });
  }

  it('names in one message every variable that is missing', async () => {
    const portal = startPortal({
      directory,
      port: await freePort(),
      variables: {},
      standIn: false,
    });
    const { code } = await portal.process.exited;
    assert.equal(code, 1);
    // All that it writes: one line, with all of them.
    assert.equal(portal.lines.length, 1, portal.lines.join('\n'));
    const { level, message: said } = JSON.parse(portal.lines[0]);
    assert.equal(level, 'error');
    const required = groupsInUse([])
      .flatMap(({ variables }) => variables)
      .filter(
        ({ name, required: isRequired }) =>
          isRequired || name === 'POSTGRES_PASSWORD',
      )
      .map(({ name }) => name);
    const named = [...said.matchAll(/^ {2}([A-Z_]+): /gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(named.sort(), required.sort());
  });

  describe('the portal', () => {
    let portal;
    const entries = () =>
      portal.lines.filter(isJson).map(line => JSON.parse(line));

    before(async () => {
      portal = await start();
      await portal.ready();
    });
    after(() => portal?.process.stop());

    it('lets nobody but GitHub say who somebody is', async () => {
      const browser = await chromium.launch({
        executablePath: await requireChromium(),
        args: ['--no-sandbox'],
      });
      const page = await browser.newPage();
      await page.goto(portal.url);
      await page
        .getByRole('button', { name: /sign in/i })
        .first()
        .waitFor();
      const text = await page.locator('body').innerText();
      await browser.close();
      assert.match(text, /GitHub/);
      assert.doesNotMatch(text, /guest/i);
      const guest = await fetch(`${portal.url}/api/auth/guest/refresh`);
      assert.notEqual(guest.status, 200);
    });

    it('answers nobody who has not signed in, in any plugin', async () => {
      const started = entries().find(({ message }) =>
        /^Plugin initialization started/.test(message),
      );
      const plugins = [...started.message.matchAll(/'([a-z-]+)'/g)]
        .map(([, id]) => id)
        // The app is what shows the sign-in page, auth is how people sign in; of signals there is one
        // web socket, which asks who is there by itself.
        .filter(id => !['app', 'auth', 'signals'].includes(id));
      assert.ok(plugins.length > 12, plugins.join());
      for (const id of plugins) {
        const { status } = await fetch(`${portal.url}/api/${id}/anything`);
        assert.equal(status, 401, id);
      }
    });

    it('keeps all it has in PostgreSQL, a schema for each plugin, and goes there by TLS only', async () => {
      const schemas = await database.query(
        `select nspname as name from pg_namespace where nspowner = current_user::regrole`,
      );
      const names = schemas.map(({ name }) => name);
      for (const id of [
        'auth',
        'catalog',
        'events',
        'github-workflows',
        'mobworx',
        'search',
      ])
        assert.ok(names.includes(id), `${id} of ${names}`);
      assert.equal(await database.refusesPlain(), true);
      const [{ plain }] = await database.query(
        `select count(*) filter (where not ssl)::int as plain from pg_stat_ssl
         join pg_stat_activity using (pid) where usename = current_user`,
      );
      assert.equal(plain, 0);
    });

    it("takes people and teams from GitHub's organisation, by the App", async () => {
      const refs = await eventually(
        () =>
          database.query(
            `select entity_ref as ref from catalog.final_entities
             where final_entity is not null
               and (entity_ref like 'user:%' or entity_ref like 'group:%')`,
          ),
        rows => rows.length >= 16,
        'people and teams of the organisation are not all there',
      );
      const found = refs.map(({ ref }) => ref);
      assert.ok(found.includes('user:default/robin-hale'));
      assert.ok(found.includes('group:default/platform'));
      // Of the file alone, which production doesn't load; and nobody of the organisation.
      assert.ok(!found.includes('group:default/mobworx'));
      assert.ok(!found.includes('user:default/eve-stranger'));
    });

    it('searches in PostgreSQL', async () => {
      await eventually(
        () =>
          database.query(
            `select document->>'title' as title from search.documents
             where document->>'kind' = 'Component'`,
          ),
        rows => rows.length > 10,
        'the index is not filled',
      );
    });

    it('looks at the environment that has its variables, and leaves off what has none', async () => {
      await eventually(
        () =>
          database.query(
            'select distinct environment, service from mobworx.snapshots',
          ),
        rows => rows.length > 0,
        'nothing was seen of MobWorx',
      );
      const rows = await database.query(
        'select distinct environment from mobworx.snapshots',
      );
      assert.deepEqual(rows, [{ environment: 'staging' }]);
    });

    it('counts requests in Redis, for all replicas', async () => {
      // As the load balancer says it of somebody: plugins that ask each other are not counted.
      const somebody = '203.0.113.7';
      const { headers } = await fetch(`${portal.url}/api/catalog/entities`, {
        headers: { 'X-Forwarded-For': somebody },
      });
      const limit = [...headers].find(([name]) =>
        /^(x-)?ratelimit/i.test(name),
      );
      assert.ok(limit, JSON.stringify([...headers]));
      assert.ok((await askRedis(redis.port, 'KEYS *')).includes(somebody));
    });

    it('writes structured lines, and none that somebody would have to look at', () => {
      assert.deepEqual(
        portal.lines.filter(line => !isJson(line) && !isExpected(line)),
        [],
      );
      const noise = entries().filter(
        ({ level, message }) =>
          ['warn', 'error'].includes(level) && !isExpected(`${message}`),
      );
      assert.deepEqual(
        noise.map(
          ({ level, plugin, message }) => `${level} ${plugin}: ${message}`,
        ),
        [],
      );
    });
  });

  it('signs in to the database by AWS IAM, without a password', async () => {
    const portal = await start({
      ...database.iamVariables,
      POSTGRES_PASSWORD: '',
      AWS_REGION: 'us-west-2',
      // What a task's role gives; the token is made of them here, and looked at by AWS only.
      AWS_ACCESS_KEY_ID: 'AKIDSIMULATEDTASKROLE',
      AWS_SECRET_ACCESS_KEY: 'simulated',
    });
    await portal.ready();
    await portal.process.stop();
  });
});
