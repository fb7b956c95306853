// What the built server does besides the portal: metrics, traces, what browsers may load, limits, its
// log and how it ends. One server for all tests, started as the image starts it, on SQLite.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from '../network.mjs';
import { stopAll } from '../processes.mjs';
import { buildBundle, unpackBundle } from '../bundle.mjs';
import { startServer } from '../production-server.mjs';
import { inRoot } from '../repository.mjs';
import { startCollector } from './collector.mjs';

const SECRET = 'never-to-be-seen-4711';
const DEADLINE_MS = 60_000;
const log = inRoot('.data/logs/server-under-test.log');

let collector;
let directory;
let metricsUrl;
let portal;

const overlay = async () => ({
  auth: {
    providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
  },
  backend: {
    lifecycle: { serverShutdownDelay: { seconds: 2 } },
    // Who asks is whom the load balancer names; what comes from this machine itself isn't counted.
    trustProxy: 1,
    rateLimit: { window: { seconds: 5 }, incomingRequestLimit: 300 },
  },
  // Nobody listens there.
  datadog: {
    site: 'datadoghq.eu',
    apiUrl: `http://localhost:${await freePort()}`,
    apiKey: SECRET,
    applicationKey: SECRET,
  },
});

async function until(what, check) {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = await check();
    if (found) return found;
    assert.ok(Date.now() < deadline, `${what} did not happen in a minute`);
    await sleep(100);
  }
}

const scrape = async () => (await fetch(metricsUrl)).text();

const attributesOf = span =>
  Object.fromEntries(
    span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
  );

const logLines = () => readFileSync(log, 'utf8').split('\n').filter(Boolean);

before(async () => {
  await buildBundle();
  directory = mkdtempSync(path.join(tmpdir(), 'portal-server-'));
  await unpackBundle(directory);
  collector = await startCollector();
  const metricsPort = await freePort();
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  writeFileSync(
    path.join(directory, 'app-config.test.yaml'),
    stringify(await overlay()),
  );
  rmSync(log, { force: true });
  portal = await startServer({
    directory,
    port: await freePort(),
    configFiles: ['app-config.yaml', 'app-config.test.yaml'],
    log,
    env: {
      OTEL_METRICS_EXPORTER: 'prometheus',
      OTEL_EXPORTER_PROMETHEUS_PORT: String(metricsPort),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    },
  });
});

after(async () => {
  await stopAll();
  collector?.stop();
  if (directory) rmSync(directory, { recursive: true, force: true });
});

/** Asks for a dispatch as a guest, who may not. */
async function dispatchAsGuest() {
  const session = await fetch(`${portal.url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await session.json();
  return fetch(
    `${portal.url}/api/github-workflows/entities/component/default/appsync-service/workflows/deploy.yml/dispatches`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${backstageIdentity.token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        ref: 'master',
        inputs: {},
        expectedBlobSha: 'a'.repeat(40),
        idempotencyKey: '0b9bb7c4-6c6f-4f0e-9a53-6a2f4e7a9d10',
      }),
    },
  );
}

describe('metrics', () => {
  it('has those of the server, of Node.js and of the catalog', async () => {
    const text = await until('the catalog is processed', async () => {
      const answer = await scrape();
      return (
        /catalog_processed_entities_count_total\S* [1-9]/.test(answer) && answer
      );
    });
    for (const name of [
      'http_server_request_duration',
      'nodejs_eventloop_delay',
      'v8js_memory_heap_used',
      'backend_tasks_task_runs',
    ])
      assert.ok(text.includes(name), `${name} is missing`);
  });

  it('counts calls to upstreams by what came of them', async () => {
    await until('a call to Datadog is counted', async () =>
      /portal_upstream_call_duration_count\{upstream="Datadog[^}]*outcome="unreachable"/.test(
        await scrape(),
      ),
    );
  });

  it('counts what people do with workflows by what came of it', async () => {
    assert.equal(
      (
        await until('the catalog has it', async () => {
          const answer = await dispatchAsGuest();
          return answer.status !== 404 && answer;
        })
      ).status,
      403,
    );
    assert.match(
      await scrape(),
      /portal_github_workflows_actions_total\{action="dispatch",outcome="refused"/,
    );
  });
});

describe('traces', () => {
  it('arrive at the collector, and addresses in them end at their path', async () => {
    await fetch(
      `${portal.url}/api/auth/github/handler/frame?code=${SECRET}&state=${SECRET}`,
    );
    const span = await until('the span arrives', () =>
      collector
        .spans()
        .find(one => attributesOf(one)['url.path']?.startsWith('/api/auth/')),
    );
    assert.equal(span.kind, 2);
    const all = JSON.stringify(collector.spans());
    assert.ok(!all.includes(SECRET), 'a span holds a secret');
    for (const one of collector.spans().map(attributesOf)) {
      assert.ok(!one['url.query'], `a query: ${one['url.query']}`);
      assert.ok(!one['url.full']?.includes('?'), one['url.full']);
    }
  });

  it('does not tell of looks at the health', () => {
    const paths = collector
      .spans()
      .map(one => attributesOf(one)['url.path'] ?? '');
    assert.deepEqual(
      paths.filter(name => name.startsWith('/.backstage/health')),
      [],
    );
  });

  it('costs nothing where no variable asks for it', () => {
    const file = inRoot('packages/backend/src/instrumentation.js');
    const { stdout } = spawnSync(
      process.execPath,
      [
        '--require',
        file,
        '--print',
        "Object.keys(require.cache).filter(name => name.includes('opentelemetry')).length",
      ],
      {
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      },
    );
    assert.equal(stdout.trim(), '0');
  });
});

describe('the server', () => {
  it('lets browsers load from the hosts that are configured, and no others', async () => {
    const { headers } = await fetch(portal.url);
    const policy = Object.fromEntries(
      headers
        .get('content-security-policy')
        .split(';')
        .map(directive => directive.split(' '))
        .map(([name, ...sources]) => [name, sources]),
    );
    assert.deepEqual(policy['frame-src'], [
      "'self'",
      'https://app.datadoghq.eu',
      'https://p.datadoghq.eu',
    ]);
    assert.deepEqual(policy['connect-src'], [
      "'self'",
      portal.url.replace('http', 'ws'),
    ]);
    const wide = Object.values(policy)
      .flat()
      .filter(source => /\*|^(https?|wss?):$/.test(source));
    assert.deepEqual(wide, []);
  });

  it('writes its log as lines of JSON, without a secret', async () => {
    await until('the request is in the log', () =>
      logLines().some(line => line.includes('/api/auth/github/handler/frame')),
    );
    const odd = logLines().filter(line => {
      try {
        return typeof JSON.parse(line).message !== 'string';
      } catch {
        return true;
      }
    });
    assert.deepEqual(odd, []);
    assert.ok(!logLines().join().includes(SECRET), 'the log holds a secret');
  });

  it('refuses who asks too often, and goes on with them after a while', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' };
    const ask = async () =>
      (await fetch(`${portal.url}/api/app/health`, { headers })).status;
    await until('a request is refused', async () =>
      (await Promise.all(Array.from({ length: 400 }, ask))).includes(429),
    );
    await until(
      'requests are answered again',
      async () => (await ask()) !== 429,
    );
  });

  it('goes on answering while the load balancer finds out that it ends', async () => {
    const readiness = () =>
      fetch(`${portal.url}/.backstage/health/v1/readiness`);
    await until('it is ready', async () => (await readiness()).ok);
    process.kill(portal.process.pid, 'SIGTERM');
    await until('it says so', async () => (await readiness()).status === 503);
    assert.equal((await fetch(portal.url)).status, 200);
    const { code, signal } = await portal.process.exited;
    assert.deepEqual({ code, signal }, { code: 0, signal: null });
  });
});
