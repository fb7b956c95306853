import { refusal } from '@internal/upstream-node/testUtils';
import { of, StartedPlugin, startPlugin } from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

const LONG = 'a'.repeat(300);
const SLO = '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b01';
const ROUTES = [
  'summary',
  'monitors',
  'slos',
  `slos/${SLO}/history`,
  'signals',
  'incidents',
  'events',
  'dependencies',
];
const at = (name: string, route: string, query: string) =>
  `/entities/component/default/${name}/${route}${query && `?${query}`}`;

describe.each(ROUTES)('GET …/%s', route => {
  it.each([
    '',
    'environment=',
    `environment=${LONG}`,
    'environment=production&environment=staging',
    'environment[a]=production',
    'environment=production%20OR%20service:x',
    'environment=production%00',
    'environment=%22production%22',
    'environment=production&service=webapp',
    'environment=production&url=http://localhost:1',
    'environment=production&constructor=x',
  ])('refuses ?%s', async query => {
    const answer = await plugin.get(at('stream-service', route, query));
    expect(refusal(answer)).toEqual([400, 'request_invalid']);
  });

  it.each([
    ['document', 404, 'annotation_missing'],
    ['embeds-only', 404, 'annotation_missing'],
    ['nobody', 404, 'entity_not_found'],
    ['..%2fwebapp', 404, 'entity_not_found'],
    ['a'.repeat(64), 400, 'request_invalid'],
  ])('of %s', async (name, status, code) => {
    const answer = await plugin.get(at(name, route, 'environment=production'));
    expect(refusal(answer)).toEqual([status, code]);
  });

  it('in an environment that there is none of', async () => {
    const answer = await plugin.get(
      at('stream-service', route, 'environment=mars'),
    );
    expect(refusal(answer)).toEqual([404, 'environment_unknown']);
  });
});

it.each([
  ['signals', 'period='],
  ['signals', 'period=2y'],
  ['signals', 'period=1h&period=4h'],
  ['events', 'period=1m'],
  ['events', 'query=service:x'],
  [`slos/${SLO}/history`, 'window=1d'],
  [`slos/${SLO}/history`, 'window=7d&from_ts=1'],
  [`slos/${LONG}/history`, 'window=7d'],
  ['slos/..%2f..%2fmonitor/history', 'window=7d'],
  ['slos/a%20b/history', 'window=7d'],
])('GET …/%s refuses %s', async (route, query) => {
  const answer = await plugin.get(of('stream-service', route, query));
  expect(refusal(answer)).toEqual([400, 'request_invalid']);
});

it('GET …/dashboards refuses a query, and names what is missing', async () => {
  const query = await plugin.get(of('webapp', 'dashboards', 'start=100'));
  expect(refusal(query)).toEqual([400, 'request_invalid']);
  const none = await plugin.get(of('document', 'dashboards'));
  expect(refusal(none)).toEqual([404, 'service_name_missing']);
});

it.each([
  // Somebody else's, and nobody's: the browser can't make the portal ask for any id.
  ['webapp', SLO],
  ['stream-service', 'f'.repeat(32)],
])('%s has no SLO %s', async (name, id) => {
  const before = plugin.datadog.calls().slo_history;
  const answer = await plugin.get(of(name, `slos/${id}/history`));
  expect(refusal(answer)).toEqual([404, 'slo_not_found']);
  expect(plugin.datadog.calls().slo_history).toBe(before);
});

it.each([
  ['misspelt', 'monitors', 'annotation_malformed'],
  ['misspelt', 'signals', 'annotation_malformed'],
  ['half-misspelt', 'monitors', 'annotation_malformed'],
  ['half-misspelt', 'slos', 'annotation_malformed'],
  ['ios', 'signals', 'service_name_missing'],
  ['ios', 'incidents', 'service_name_missing'],
  ['ios', 'events', 'service_name_missing'],
  ['ios', 'dependencies', 'service_name_missing'],
])('%s has nothing to ask for at %s', async (name, route, code) => {
  expect(refusal(await plugin.get(of(name, route)))).toEqual([404, code]);
});

it.each(['/site?x=1', '/status?x=1'])('%s takes no query', async path => {
  expect(refusal(await plugin.get(path))).toEqual([400, 'request_invalid']);
});

describe('POST /summaries', () => {
  const ref = 'component:default/webapp';
  const environment = 'production';
  it.each([
    ['nothing', {}],
    ['a list', [ref]],
    ['no environment', { entityRefs: [ref] }],
    ['an unknown key', { entityRefs: [ref], environment, service: 'x' }],
    ['no refs', { entityRefs: [], environment }],
    ['a text', { entityRefs: ref, environment }],
    ['numbers', { entityRefs: [5], environment }],
    ['null', { entityRefs: [null], environment }],
    ['a name', { entityRefs: ['webapp'], environment }],
    ['a tag', { entityRefs: ['service:webapp'], environment }],
    ['a long ref', { entityRefs: [`component:default/${LONG}`], environment }],
    ['too many', { entityRefs: Array(101).fill(ref), environment }],
    ['an odd environment', { entityRefs: [ref], environment: 'a b' }],
    ['too large', { entityRefs: [ref], more: 'x'.repeat(70_000) }],
  ])('refuses %s', async (_what, body) => {
    const answer = await plugin.post('/summaries', body);
    expect(refusal(answer)).toEqual([400, 'request_invalid']);
  });

  it('refuses what is not JSON, a query, and an environment that there is none of', async () => {
    const text = await plugin
      .post('/summaries', '{"entityRefs": [')
      .set('Content-Type', 'application/json');
    expect(refusal(text)).toEqual([400, 'request_invalid']);
    const body = { entityRefs: [ref], environment };
    const query = await plugin.post('/summaries?x=1', body);
    expect(refusal(query)).toEqual([400, 'request_invalid']);
    const mars = await plugin.post('/summaries', {
      ...body,
      environment: 'mars',
    });
    expect(refusal(mars)).toEqual([404, 'environment_unknown']);
  });
});

it('nothing of all that reached Datadog but lists that were asked for before', () => {
  // The last two may ask for SLOs, to see whose one is.
  expect(new Set(plugin.asked())).toEqual(new Set(['/api/v1/slo/search']));
});

describe('who may not', () => {
  const paths = [
    '/site',
    '/status',
    of('webapp', 'dashboards'),
    ...ROUTES.map(route => of('stream-service', route)),
  ];
  const body = {
    entityRefs: ['component:default/webapp'],
    environment: 'production',
  };

  it('is nobody', async () => {
    for (const path of paths) {
      expect((await plugin.get(path, null)).status).toBe(401);
    }
    expect((await plugin.post('/summaries', body, null)).status).toBe(401);
  });

  it('is somebody without the permission', async () => {
    // Nobody who was let in a moment ago: they may read on for five seconds.
    const KIM = 'user:default/kim-sato';
    const before = plugin.asked().length;
    plugin.deny();
    for (const path of paths) {
      expect(refusal(await plugin.get(path, KIM))).toEqual([
        403,
        'not_permitted',
      ]);
    }
    expect(refusal(await plugin.post('/summaries', body, KIM))).toEqual([
      403,
      'not_permitted',
    ]);
    expect(plugin.asked()).toHaveLength(before);
  });
});
