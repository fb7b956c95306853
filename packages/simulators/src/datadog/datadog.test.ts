import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ManualClock } from '../clock';
import { type DatadogSimulator, startDatadog } from './simulator';
import { datadogSeed } from './seed';

const API_KEY = '0000simulated0datadog0api0key000';
const KEY = '0000simulated0datadog0application0key000';
const NARROW = '0000simulated0datadog0narrow0key00000000';
const both = (application = KEY) => ({
  'DD-API-KEY': API_KEY,
  'DD-APPLICATION-KEY': application,
});

const clock = new ManualClock();
let datadog: DatadogSimulator;
beforeAll(async () => {
  datadog = await startDatadog({ clock });
});
afterEach(() => datadog.service.reset());
afterAll(() => datadog.close());

async function call(
  target: string,
  headers: Record<string, string> = both(),
  body?: unknown,
) {
  const response = await fetch(`${datadog.service.url}${target}`, {
    headers: {
      ...headers,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

describe('keys', () => {
  it.each([
    ['/api/v1/validate', { 'DD-API-KEY': API_KEY }, 200],
    ['/api/v1/validate', { 'DD-API-KEY': 'of-another-site' }, 403],
    ['/api/v1/validate', {}, 401],
    ['/api/v2/validate_keys', both(), 200],
    ['/api/v2/validate_keys', both('wrong'), 403],
    ['/api/v2/validate_keys', { 'DD-API-KEY': API_KEY }, 401],
    ['/api/v1/monitor', both(NARROW), 200],
    ['/api/v2/incidents/search?query=x', both(NARROW), 403],
    ['/api/v1/service_dependencies?env=production', both(NARROW), 403],
    ['/api/v1/monitor', { 'DD-APPLICATION-KEY': KEY }, 401],
  ])('%s with %j is %s', async (target, headers, status) => {
    const answer = await call(target, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toEqual(
      { 200: undefined, 401: ['Unauthorized'], 403: ['Forbidden'] }[status],
    );
  });
});

describe('what is refused', () => {
  const history = '/api/v1/slo/5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b01/history';
  it.each([
    '/api/v1/monitor?page=-1',
    '/api/v1/monitor?page=0&page_size=1001',
    '/api/v1/monitor?group_states=mood',
    '/api/v1/monitor?with_downtimes=perhaps',
    '/api/v1/monitor?monitor_tags=a&monitor_tags=b',
    '/api/v1/slo/search?page[size]=0',
    '/api/v1/slo/search?page[number]=x',
    '/api/v1/slo/search?query=(env',
    history,
    `${history}?from_ts=5&to_ts=5`,
    '/api/v1/dashboard?count=0',
    '/api/v1/service_dependencies',
    '/api/v1/service_dependencies?env=production&start=yesterday',
  ])('%s, in the form of v1', async target => {
    expect(await call(target)).toMatchObject({
      status: 400,
      body: { errors: [expect.any(String)] },
    });
  });

  it.each<[string, unknown]>([
    ['/api/v2/incidents/search', undefined],
    ['/api/v2/incidents/search?query=x&page[size]=101', undefined],
    ['/api/v2/events?filter[from]=someday', undefined],
    ['/api/v2/events?sort=mood', undefined],
    ['/api/v2/events?page[limit]=0', undefined],
    ['/api/v2/query/timeseries', {}],
    ['/api/v2/query/timeseries', '{"data": '],
  ])('%s, in the form of v2', async (target, body) => {
    expect(await call(target, both(), body)).toMatchObject({
      status: 400,
      body: {
        errors: [
          { title: 'Bad Request', detail: expect.any(String), status: '400' },
        ],
      },
    });
  });

  it('what it does not have', async () => {
    expect(await call('/api/v1/haunted')).toMatchObject({
      status: 404,
      body: { errors: ['Not Found'] },
    });
  });
});

describe('who calls whom', () => {
  it('is told by environment', async () => {
    const { body } = await call('/api/v1/service_dependencies?env=staging');
    expect(body['appsync-service']).toEqual({ calls: ['infrastructures'] });
    expect(body).not.toHaveProperty('recommendations');
  });
});

describe('how often it may be asked', () => {
  it('is told in headers, refused beyond that, and begins anew', async () => {
    const { service, limits } = datadog;
    limits.set('monitors', { limit: 2, period: 30 });
    const rest = async () => {
      const { status, headers } = await call('/api/v1/monitor');
      return [
        status,
        ...['Limit', 'Period', 'Remaining', 'Reset', 'Name'].map(name =>
          headers.get(`X-RateLimit-${name}`),
        ),
      ];
    };
    expect(await rest()).toEqual([200, '2', '30', '1', '30', 'monitors']);
    clock.advance(10_000);
    expect(await rest()).toEqual([200, '2', '30', '0', '20', 'monitors']);
    expect(await rest()).toEqual([429, '2', '30', '0', '20', 'monitors']);
    // Each endpoint has a budget of its own.
    expect((await call('/api/v1/dashboard')).status).toBe(200);
    clock.advance(20_000);
    expect(await rest()).toEqual([200, '2', '30', '1', '30', 'monitors']);
    expect(datadog.calls()).toEqual({ monitors: 4, dashboards: 1 });
    service.reset();
    expect(datadog.calls()).toEqual({});
  });
});

describe('switches', () => {
  const post = (target: string, body: unknown) =>
    call(`/_simulator${target}`, {}, body);

  it('make further services, odd answers and other limits', async () => {
    await post('/services', { of: 'stream-service', copies: 50 });
    const { body } = await call(
      '/api/v1/monitor?monitor_tags=service:stream-service-50,env:production',
    );
    expect(body).toHaveLength(5);
    await post('/datadog', { unknownWords: true, nulls: true });
    const odd = await call('/api/v1/monitor');
    expect(odd.body[0]).toBeNull();
    expect(odd.body[1]).toMatchObject({ overall_state: 'Haunted', name: null });
    await post('/limits', { endpoint: 'monitors', limit: 0 });
    expect((await call('/api/v1/monitor')).status).toBe(429);
    const load = await call('/_simulator/load');
    expect(load.body).toEqual({ peak: 1, calls: { monitors: 3 } });
    expect((await post('/limits', { endpoint: 'mood' })).status).toBe(400);
  });
});

describe('the seed', () => {
  const root = path.resolve(__dirname, '../../../..');
  const seed = datadogSeed();
  const annotations = readdirSync(path.join(root, 'catalog/components')).map(
    file =>
      parse(readFileSync(path.join(root, 'catalog/components', file), 'utf8'))
        .metadata.annotations ?? {},
  );

  it.each(
    annotations.flatMap(
      one => one['datadoghq.com/service-name'] ?? [],
    ) as string[],
  )('has monitors of %s of the catalog', service => {
    expect(seed.monitors.flatMap(({ tags }) => tags)).toContain(
      `service:${service}`,
    );
  });

  it.each(
    annotations.flatMap(one => {
      const id = /\/dashboard\/([^/]+)/.exec(
        one['datadoghq.com/dashboard-url'] ?? '',
      )?.[1];
      return id ?? [];
    }) as string[],
  )('has the dashboard %s of the catalog', id => {
    expect(seed.dashboards.map(one => one.id)).toContain(id);
  });

  it('has each sort of thing that a page has to cope with', () => {
    const states = new Set(seed.monitors.map(({ state }) => state));
    expect([...states].sort()).toEqual(
      ['Alert', 'No Data', 'OK', 'Skipped', 'Warn'].sort(),
    );
    expect(seed.monitors.some(({ downtime }) => downtime)).toBe(true);
    expect(seed.slos.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['metric', 'monitor', 'time_slice']),
    );
  });

  it("is the one that the simulated start's configuration knows", () => {
    const config = parse(
      readFileSync(path.join(root, 'app-config.simulated.yaml'), 'utf8'),
    );
    expect(seed.apiKeys).toContain(config.datadog.apiKey);
    expect(seed.applicationKeys.map(({ key }) => key)).toContain(
      config.datadog.applicationKey,
    );
  });
});
