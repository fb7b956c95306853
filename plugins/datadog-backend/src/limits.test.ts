import { summariesResponseSchema } from '@internal/plugin-datadog-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { passTime } from './__testUtils__/passTime';
import {
  entity,
  of,
  StartedPlugin,
  startPlugin,
  StartOptions,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());
async function start(options: StartOptions = {}) {
  plugin = await startPlugin(options);
  return plugin;
}

const ROUTES = [
  'summary',
  'monitors',
  'slos',
  'signals',
  'incidents',
  'events',
  'dashboards',
  'dependencies',
];

/** How often each address was asked for. */
function counts(): Record<string, number> {
  const found: Record<string, number> = {};
  for (const path of plugin.asked()) {
    found[path] = (found[path] ?? 0) + 1;
  }
  return found;
}

const EACH_ONCE = {
  '/api/v1/monitor': 1,
  '/api/v1/slo/search': 1,
  '/api/v2/query/timeseries': 1,
  '/api/v2/incidents/search': 1,
  '/api/v2/events': 1,
  '/api/v1/dashboard': 1,
  '/api/v1/service_dependencies': 1,
};

describe('how much is asked of Datadog', () => {
  it('seven calls for 100 viewers of one entity who look at everything, twice', async () => {
    const { get } = await start();
    for (const round of [1, 2]) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, viewer) =>
          get(of('stream-service', ROUTES[viewer % ROUTES.length])),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
      expect([round, counts()]).toEqual([round, EACH_ONCE]);
    }
    passTime(61_000);
    await Promise.all(ROUTES.map(route => get(of('stream-service', route))));
    await Promise.all(ROUTES.map(route => get(of('stream-service', route))));
    expect(Object.values(counts())).toEqual(Array(7).fill(2));
  });

  it('one call for the monitors of 50 services in an environment', async () => {
    const names = Array.from(
      { length: 50 },
      (_, i) => `stream-service-${i + 1}`,
    );
    const { datadog, post } = await start({
      entities: names.map(name => entity(name, { 'service-name': name })),
    });
    datadog.org.copyService('stream-service', 50);
    for (const environment of ['production', 'staging']) {
      const { body } = await post('/summaries', {
        entityRefs: names.map(name => `component:default/${name}`),
        environment,
      });
      const { items } = summariesResponseSchema.parse(body);
      const totals = items.map(item =>
        'summary' in item && item.summary.monitors.outcome === 'answered'
          ? item.summary.monitors.value.counts.total
          : item,
      );
      expect(totals).toEqual(Array(50).fill(environment === 'staging' ? 1 : 5));
    }
    expect(counts()).toEqual({
      '/api/v1/monitor': 2,
      // More than a hundred in production, which is as many as come at once.
      '/api/v1/slo/search': 3,
      '/api/v2/incidents/search': 1,
    });
  });

  it('further pages where there are more than one holds', async () => {
    const { datadog, get } = await start();
    datadog.org.copyService('stream-service', 450);
    const { body } = await get(of('stream-service', 'monitors'));
    expect(body).toMatchObject({ more: false, counts: { total: 5 } });
    expect(counts()).toEqual({ '/api/v1/monitor': 3 });
  });
});

describe('when Datadog has had enough', () => {
  const path = of('webapp', 'monitors');

  it.each([
    ['Retry-After of days', { 'Retry-After': '400000' }, 400_000],
    ['X-RateLimit-Reset', { 'X-RateLimit-Reset': '90' }, 90],
    [
      'both: the later one',
      { 'Retry-After': '5', 'X-RateLimit-Reset': '300' },
      300,
    ],
    ['neither', {}, 30],
    ['nonsense', { 'Retry-After': 'soon', 'X-RateLimit-Reset': '-1' }, 30],
  ])(
    'obeys %s: old data, and when it goes on',
    async (_what, headers, seconds) => {
      const { datadog, get } = await start();
      const good = (await get(path)).body;
      datadog.service.faults.add({
        path: '/v1/monitor',
        times: 1,
        fault: { kind: 'status', status: 429, headers },
      });
      passTime(61_000);
      const before = Date.now();
      const { problem, ...stale } = (await get(path)).body;
      expect(stale).toEqual({ ...good, stale: true });
      expect(problem.code).toBe('datadog_rate_limited');
      const wait = Date.parse(problem.resumesAt) - before;
      expect(wait).toBeGreaterThan(seconds * 1000 - 1_000);
      expect(wait).toBeLessThan(seconds * 1000 + 30_000);
      const sent = plugin.asked().length;
      // Longer than what failed is left alone otherwise; another environment wasn't asked for yet.
      passTime(20_000);
      expect((await get(path)).body.problem.resumesAt).toBe(problem.resumesAt);
      const other = await get(path.replace('production', 'staging'));
      expect(refusal(other)).toEqual([503, 'datadog_rate_limited']);
      expect(other.body.error.resumesAt).toBe(problem.resumesAt);
      expect(plugin.asked()).toHaveLength(sent);
      // Each endpoint has a budget of its own.
      expect((await get(of('webapp', 'slos'))).body.stale).toBe(false);
    },
  );

  it('sends nothing more when the last call of a period was answered', async () => {
    const { datadog, get } = await start();
    datadog.limits.set('monitors', { limit: 1, period: 600 });
    expect((await get(path)).status).toBe(200);
    const staging = await get(path.replace('production', 'staging'));
    expect(refusal(staging)).toEqual([503, 'datadog_rate_limited']);
    expect(counts()).toEqual({ '/api/v1/monitor': 1 });
  });

  it('keeps back those that waited in line', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `service-${i}`);
    const { datadog, get } = await start({
      entities: names.map(name => entity(name, { 'service-name': name })),
    });
    datadog.service.faults.add({
      path: '/v2/events',
      fault: { kind: 'status', status: 429, headers: { 'Retry-After': '600' } },
    });
    const answers = await Promise.all(
      names.map(name => get(of(name, 'events'))),
    );
    for (const answer of answers) {
      expect(refusal(answer)).toEqual([503, 'datadog_rate_limited']);
    }
    expect(counts()['/api/v2/events']).toBeLessThanOrEqual(4);
  });
});

it('asks not at once again for what has just failed', async () => {
  const { datadog, get } = await start();
  datadog.service.faults.add({
    path: '/v1/monitor',
    fault: { kind: 'status', status: 500 },
  });
  for (let viewer = 0; viewer < 10; viewer += 1) {
    await get(of('webapp'));
  }
  expect(counts()['/api/v1/monitor']).toBe(1);
  passTime(6_000);
  await get(of('webapp'));
  expect(counts()['/api/v1/monitor']).toBe(2);
});
