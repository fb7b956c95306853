import {
  monitorsResponseSchema,
  siteResponseSchema,
  sloHistoryResponseSchema,
  slosResponseSchema,
  summariesResponseSchema,
  summarySchema,
} from '@internal/plugin-datadog-common';
import { of, StartedPlugin, startPlugin } from './__testUtils__/startPlugin';
import { readFrom } from './__testUtils__/readFrom';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

const read = <T>(schema: { parse(value: unknown): T }, path: string) =>
  readFrom(plugin, schema, path);

it('tells where Datadog is and what may be embedded, never a key', async () => {
  const { body } = await plugin.get('/site');
  expect(siteResponseSchema.parse(body)).toEqual({
    site: 'datadoghq.com',
    webUrl: 'https://app.datadoghq.com',
    environments: [
      { name: 'production', title: 'Production' },
      { name: 'staging', title: 'Staging' },
    ],
    hasKeys: true,
    embedHosts: ['app.datadoghq.com', 'p.datadoghq.com'],
    embedHostsBlocked: [],
  });
  expect(JSON.stringify(body)).not.toContain('0000simulated');
});

describe('a summary', () => {
  it('has the roll-up, the worst SLO and the incidents', async () => {
    const summary = await read(summarySchema, of('stream-service'));
    expect(summary).toMatchObject({
      entityRef: 'component:default/stream-service',
      environment: 'production',
      service: 'stream-service',
      url: 'https://app.datadoghq.com/apm/entity/service%3Astream-service?env=production',
      monitors: {
        outcome: 'answered',
        stale: false,
        value: {
          health: { state: 'Alert', muted: false, unmutedState: 'Alert' },
          counts: {
            total: 5,
            alert: 1,
            warn: 2,
            noData: 0,
            ok: 2,
            other: 0,
            muted: 1,
          },
        },
      },
      slos: {
        value: {
          total: 2,
          breached: 1,
          warning: 0,
          worst: {
            name: 'Joins succeed',
            status: {
              timeframe: '7d',
              state: 'breached',
              errorBudgetRemaining: -280,
            },
          },
        },
      },
      incidents: { value: { total: 2, gravest: [{ severity: 'SEV-2' }, {}] } },
    });
  });

  it.each([
    ['webapp', { state: 'Alert', muted: true, unmutedState: 'OK' }],
    ['munit', { state: 'No Data', muted: false, unmutedState: 'No Data' }],
    ['studio-service', { state: 'OK', muted: false, unmutedState: 'OK' }],
    ['infrastructures', { state: 'OK', muted: false, unmutedState: 'OK' }],
    ['quiet', { state: 'None', muted: false, unmutedState: 'None' }],
  ])('of %s', async (name, health) => {
    const { monitors } = await read(summarySchema, of(name));
    expect(monitors).toMatchObject({ outcome: 'answered', value: { health } });
  });

  it('of an entity without a service has what its tags name', async () => {
    const summary = await read(summarySchema, of('ios'));
    expect(summary).toMatchObject({
      monitors: { outcome: 'answered', value: { counts: { total: 1 } } },
      slos: { outcome: 'answered', value: { total: 1 } },
      incidents: {
        outcome: 'not_asked',
        problem: { code: 'service_name_missing' },
      },
    });
    expect(summary.url).toContain('/monitors/manage?');
  });

  it('says which annotation is malformed, beside what is well', async () => {
    const summary = await read(summarySchema, of('half-misspelt'));
    const malformed = {
      outcome: 'not_asked',
      problem: { code: 'annotation_malformed' },
    };
    expect(summary).toMatchObject({
      monitors: malformed,
      slos: malformed,
      incidents: { outcome: 'answered' },
    });
  });

  it('of several, in their order, each with its own problem', async () => {
    const names = ['webapp', 'document', 'misspelt', 'nobody', 'webapp', 'ios'];
    const { body } = await plugin.post('/summaries', {
      entityRefs: names.map(name => `Component:default/${name}`),
      environment: 'production',
    });
    const { items } = summariesResponseSchema.parse(body);
    expect(
      items.map(item =>
        'summary' in item ? item.summary.service : item.problem.code,
      ),
    ).toEqual([
      'webapp',
      'annotation_missing',
      undefined,
      'entity_not_found',
      undefined,
    ]);
  });
});

describe('monitors', () => {
  it('come worst first, with groups in trouble and what is muted', async () => {
    const { monitors, tags, url } = await read(
      monitorsResponseSchema,
      of('stream-service', 'monitors'),
    );
    expect(monitors.map(({ state, priority }) => [state, priority])).toEqual([
      ['Alert', 1],
      ['Warn', 2],
      ['Warn', 3],
      ['OK', 2],
      ['OK', undefined],
    ]);
    expect(monitors[0]).toMatchObject({
      groups: [
        { name: 'room_type:m2m', state: 'Alert' },
        { name: 'room_type:p2m', state: 'Warn' },
      ],
      troubledGroups: 2,
      url: 'https://app.datadoghq.com/monitors/4100101',
    });
    expect(monitors[2].muting).toEqual({
      until: expect.any(String),
      scopes: ['env:production', 'service:stream-service'],
      partly: false,
    });
    expect(tags).toEqual(['service:stream-service', 'env:production']);
    expect(url).toContain('service%3Astream-service');
  });

  it('that are muted for a part count as not muted', async () => {
    const { monitors, counts } = await read(
      monitorsResponseSchema,
      of('munit', 'monitors'),
    );
    const partly = monitors.find(({ muting }) => muting);
    expect(partly?.muting).toMatchObject({ partly: true });
    expect(counts.muted).toBe(0);
  });

  it('are those of the environment', async () => {
    const path = of('appsync-service', 'monitors').replace(
      'production',
      'staging',
    );
    const { health, monitors } = await read(monitorsResponseSchema, path);
    expect(health).toEqual({
      state: 'Alert',
      muted: true,
      unmutedState: 'None',
    });
    // Until somebody ends it.
    expect(monitors[0].muting).not.toHaveProperty('until');
  });
});

describe('SLOs', () => {
  it('come worst first, with the error budget of each time frame', async () => {
    const { slos } = await read(
      slosResponseSchema,
      of('stream-service', 'slos'),
    );
    expect(slos.map(({ name, state }) => [name, state])).toEqual([
      ['Joins succeed', 'breached'],
      ['Signaling is there', 'ok'],
    ]);
    expect(slos[0].statuses).toEqual([
      {
        timeframe: '7d',
        target: 99.9,
        sli: 99.62,
        errorBudgetRemaining: -280,
        state: 'breached',
      },
      {
        timeframe: '30d',
        target: 99.9,
        sli: 99.88,
        errorBudgetRemaining: -20,
        state: 'breached',
      },
    ]);
  });

  it.each([
    ['stream-service', '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b01', '30d', 99.88],
    ['stream-service', '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b02', '30d', 99.91],
    ['appsync-service', '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b03', '90d', 99.8],
  ])('%s: history of %s over %s', async (name, id, window, sli) => {
    const history = await read(
      sloHistoryResponseSchema,
      of(name, `slos/${id}/history`, `window=${window}`),
    );
    expect(history.sli).toBe(sli);
    const days = Number.parseInt(window, 10);
    expect(history.points.length).toBeGreaterThanOrEqual(days - 1);
    expect(history.points.length).toBeLessThanOrEqual(days + 1);
    const values = history.points.map(({ value }) => value);
    expect(Math.max(...values)).toBe(100);
    expect(Math.min(...values)).toBeLessThan(100);
    expect(Math.min(...values)).toBeGreaterThan(80);
  });
});

it('an SLO without data has no history', async () => {
  const { points, ...history } = await read(
    sloHistoryResponseSchema,
    of('munit', 'slos/5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b07/history'),
  );
  expect(points).toEqual([]);
  expect(history).not.toHaveProperty('sli');
  expect(history.target).toBe(99);
});
