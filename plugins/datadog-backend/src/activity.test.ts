import {
  dashboardsResponseSchema,
  dependenciesResponseSchema,
  eventsResponseSchema,
  incidentsResponseSchema,
  signalsResponseSchema,
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

describe('what happens', () => {
  it.each([
    ['1h', 60, 60],
    ['4h', 300, 48],
    ['1d', 900, 96],
    ['1w', 7200, 84],
  ])('signals of %s', async (period, intervalSeconds, points) => {
    const signals = await read(
      signalsResponseSchema,
      of('stream-service', 'signals', `period=${period}`),
    );
    expect(signals.intervalSeconds).toBe(intervalSeconds);
    for (const name of ['requests', 'errors', 'p95'] as const) {
      expect(signals[name].length).toBeGreaterThanOrEqual(points - 1);
    }
    // Milliseconds, of 0.29 seconds and three times that since the trouble began.
    const last = signals.p95.at(-1)!.value;
    expect([last > 150, last < 1200]).toEqual([true, true]);
  });

  it('signals of a service that sends no traces are empty', async () => {
    const signals = await read(signalsResponseSchema, of('munit', 'signals'));
    expect([signals.requests, signals.errors, signals.p95]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('incidents in progress, the gravest first, by environment where they have one', async () => {
    const path = of('stream-service', 'incidents');
    const { incidents } = await read(incidentsResponseSchema, path);
    expect(incidents.map(({ publicId, state }) => [publicId, state])).toEqual([
      [218, 'active'],
      [217, 'stable'],
    ]);
    expect(incidents[0]).toMatchObject({
      customerImpacted: true,
      customerImpact: 'About one in ten viewers has to join again.',
    });
    const staging = await read(
      incidentsResponseSchema,
      path.replace('production', 'staging'),
    );
    expect(staging.incidents.map(({ publicId }) => publicId)).toEqual([217]);
  });

  it('events, the newest first', async () => {
    const { events } = await read(
      eventsResponseSchema,
      of('stream-service', 'events'),
    );
    expect(events.map(({ status, source }) => [status, source])).toEqual([
      ['warning', 'alert'],
      ['info', 'ecs'],
      ['error', 'alert'],
      ['success', 'github'],
    ]);
  });

  it('dashboards, those of the annotation first', async () => {
    const { dashboards } = await read(
      dashboardsResponseSchema,
      of('stream-service', 'dashboards'),
    );
    expect(dashboards.map(({ id, foundBy }) => [id, foundBy])).toEqual([
      ['mwx-str-001', 'annotation'],
      ['mwx-str-002', 'title'],
    ]);
    // Studio WebApp isn't the web app.
    const { dashboards: web } = await read(
      dashboardsResponseSchema,
      of('webapp', 'dashboards'),
    );
    expect(web.map(({ id }) => id)).toEqual(['mwx-web-001']);
  });
});

describe('dependencies', () => {
  const findings = async (name: string) => {
    const answer = await read(
      dependenciesResponseSchema,
      of(name, 'dependencies'),
    );
    return {
      ...answer,
      found: answer.dependencies.map(one => [
        one.finding,
        one.service ?? one.title,
        one.entityRef,
      ]),
    };
  };

  it('are compared with what the catalog declares, as the reader sees it', async () => {
    const { found, calledBy, serviceSeen } = await findings('stream-service');
    expect(found).toEqual([
      ['extra', 'munit', 'component:default/munit'],
      ['extra', 'turn-relay', undefined],
      ['matched', 'infrastructures', 'component:default/infrastructures'],
      ['unobservable', 'stream-redis', 'resource:default/stream-redis'],
    ]);
    expect(calledBy.map(({ service }) => service)).toEqual([
      'appsync-service',
      'studio-webapp',
      'webapp',
    ]);
    expect(calledBy[0].entityRef).toBe('component:default/appsync-service');
    expect(serviceSeen).toBe(true);
  });

  it('are missing when nobody saw a call, and declared by an API that is consumed', async () => {
    expect((await findings('appsync-service')).found[0]).toEqual([
      'missing',
      'infrastructures',
      'component:default/infrastructures',
    ]);
    const web = await findings('webapp');
    expect(web.dependencies).toContainEqual(
      expect.objectContaining({
        finding: 'matched',
        service: 'appsync-service',
        declaredBy: 'consumesApi',
      }),
    );
    expect(web.found.map(([finding]) => finding)).toEqual(['extra', 'matched']);
    expect((await findings('quiet')).serviceSeen).toBe(false);
  });
});

it('sees the catalog with the eyes of who asks', async () => {
  const KIM = 'user:default/kim-sato';
  const asKim = expect.objectContaining({
    credentials: expect.objectContaining({
      principal: expect.objectContaining({ userEntityRef: KIM }),
    }),
  });
  const { getEntityByRef, getEntities, getEntitiesByRefs } = plugin.catalog;
  for (const mock of [getEntityByRef, getEntities, getEntitiesByRefs]) {
    mock.mockClear();
  }
  await plugin.get(of('stream-service', 'dependencies'), KIM);
  for (const mock of [getEntityByRef, getEntities, getEntitiesByRefs]) {
    expect(mock.mock.calls.length).toBeGreaterThan(0);
    for (const call of mock.mock.calls as unknown[][]) {
      expect(call[1]).toEqual(asKim);
    }
  }
});
