import {
  datadogStatusReadPermission,
  endpointNames,
  siteResponseSchema,
  statusResponseSchema,
} from '@internal/plugin-datadog-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { passTime } from './__testUtils__/passTime';
import {
  NARROW_KEY,
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
const read = async () =>
  statusResponseSchema.parse((await plugin.get('/status')).body);
const warnings = () => plugin.logger.warn.mock.calls.map(([text]) => text);

it('says that all is well, and how much of each budget is left', async () => {
  await start();
  const status = await read();
  expect(status).toMatchObject({
    site: 'datadoghq.com',
    apiUrl: plugin.datadog.service.url,
    apiKey: { result: 'accepted' },
    applicationKey: { result: 'accepted' },
    embedHostsBlocked: [],
  });
  const rateOf = (name: string) => ({
    name,
    periodSeconds: 60,
    limit: expect.any(Number),
    remaining: expect.any(Number),
    resetsAt: expect.any(String),
  });
  expect(status.endpoints).toEqual(
    endpointNames.map(name => ({
      name,
      scope: expect.stringMatching(/^[a-z_]+$/),
      access: 'allowed',
      failures: 0,
      // Nobody has asked for a history yet, and it needs an SLO.
      ...(name === 'slo_history'
        ? { calls: 0 }
        : { calls: 1, rate: rateOf(name) }),
    })),
  );
  expect(warnings()).toEqual([]);
  // Whoever looks again within a minute costs nothing.
  expect(plugin.asked()).toEqual([]);
});

it('tells a scope that is missing, at the start and when looked at', async () => {
  await start({ datadog: { applicationKey: NARROW_KEY } });
  const { applicationKey, endpoints } = await read();
  expect(applicationKey).toEqual({ result: 'accepted' });
  const refused = endpoints.filter(({ access }) => access === 'refused');
  expect(refused.map(({ name, scope }) => [name, scope])).toEqual([
    ['incidents', 'incident_read'],
    ['dependencies', 'apm_read'],
    ['signals', 'timeseries_query'],
  ]);
  expect(warnings()).toHaveLength(3);
  expect(warnings()[0]).toContain('incident_read');
  expect(warnings().join()).not.toContain(NARROW_KEY);
});

it.each([
  [{ apiKey: 'wrong' }, 'rejected', 'unknown', 'datadog.site'],
  [
    { applicationKey: 'wrong' },
    'accepted',
    'rejected',
    'datadog.applicationKey',
  ],
] as const)(
  'tells which key is wrong: %j',
  async (keys, api, application, remedy) => {
    await start({ datadog: keys });
    const { apiKey, applicationKey, endpoints } = await read();
    expect([apiKey.result, applicationKey.result]).toEqual([api, application]);
    const { problem } = api === 'rejected' ? apiKey : applicationKey;
    expect(problem?.remedy).toContain(remedy);
    expect(endpoints.every(({ access }) => access !== 'allowed')).toBe(true);
    expect(warnings()).toEqual([`${problem?.message} ${problem?.remedy}`]);
  },
);

it('starts and says so when Datadog can not be reached', async () => {
  // Nothing listens there.
  await start({ datadog: { apiUrl: 'http://127.0.0.1:9' } });
  const { apiKey, endpoints } = await read();
  expect(apiKey).toMatchObject({
    result: 'unknown',
    problem: { code: 'datadog_unreachable' },
  });
  expect(endpoints[0]).toMatchObject({
    access: 'unknown',
    problem: { code: 'datadog_unreachable' },
  });
  expect(warnings()).toHaveLength(1);
});

it('notices a scope that was added, within a minute, and a pause at once', async () => {
  const { datadog, get } = await start({
    datadog: { applicationKey: NARROW_KEY },
  });
  datadog.org.seed.applicationKeys.find(
    ({ key }) => key === NARROW_KEY,
  )!.scopes = undefined;
  passTime(61_000);
  expect((await read()).endpoints.map(({ access }) => access)).toEqual(
    Array(8).fill('allowed'),
  );
  datadog.service.faults.add({
    path: '/v2/events',
    fault: {
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '400000' },
    },
  });
  await get(of('webapp', 'events'));
  const events = (await read()).endpoints.find(({ name }) => name === 'events');
  expect(Date.parse(events!.pausedUntil!) - Date.now()).toBeGreaterThan(3.9e8);
  expect(events!.failures).toBe(0);
});

it('is for those who may see it', async () => {
  const { get, deny } = await start();
  deny(datadogStatusReadPermission);
  expect(refusal(await get('/status'))).toEqual([403, 'not_permitted']);
  expect((await get('/site')).status).toBe(200);
});

describe('without its configuration', () => {
  const paths = [
    '/status',
    of('webapp'),
    of('webapp', 'monitors'),
    of('webapp', 'dashboards'),
  ];

  it('starts, and every route says what is missing', async () => {
    const { get, post } = await start({ datadog: null });
    for (const path of ['/site', ...paths]) {
      const answer = await get(path);
      expect(refusal(answer)).toEqual([404, 'not_configured']);
      expect(answer.body.error.remedy).toContain('datadog.site');
    }
    const many = await post('/summaries', {
      entityRefs: ['component:default/webapp'],
      environment: 'production',
    });
    expect(refusal(many)).toEqual([404, 'not_configured']);
  });

  it('of keys, has embeds and nothing else', async () => {
    const { get } = await start({
      withoutKeys: true,
      csp: { 'frame-src': ["'self'", 'https://p.datadoghq.com'] },
    });
    const site = siteResponseSchema.parse((await get('/site')).body);
    expect(site).toMatchObject({
      hasKeys: false,
      embedHosts: ['app.datadoghq.com', 'p.datadoghq.com'],
      embedHostsBlocked: ['app.datadoghq.com'],
    });
    expect(warnings()).toEqual([
      expect.stringContaining('https://app.datadoghq.com'),
    ]);
    for (const path of paths) {
      expect(refusal(await get(path))).toEqual([404, 'not_configured']);
    }
    expect(plugin.datadog.service.requests()).toEqual([]);
  });
});
