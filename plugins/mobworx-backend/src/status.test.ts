import {
  historyResponseSchema,
  StatusResponse,
  statusResponseSchema,
} from '@internal/plugin-mobworx-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

let portal: StartedPlugin;

afterEach(async () => portal.stop());

/** Parses what `/status` says, as the front end does. */
async function readStatus(): Promise<StatusResponse> {
  const { body, status } = await portal.get('/status');
  expect(status).toBe(200);
  return statusResponseSchema.parse(body);
}

/** The statuses of an environment by service. */
async function statuses(environment: string) {
  const { environments } = await readStatus();
  const { services } = environments.find(({ id }) => id === environment)!;
  return Object.fromEntries(
    services.map(({ service, status }) => [service, status]),
  );
}

it('shows what is seen of every service, by environment', async () => {
  portal = await startPlugin({
    environments: ([staging, production]) => [
      { ...staging, services: { studio: (staging.services as any).studio } },
      production,
      { id: 'development', title: 'Development', tier: 'planned' },
    ],
  });
  expect(await statuses('staging')).toMatchObject({ studio: 'stale' });
  await portal.look();
  const { environments } = await readStatus();
  expect(environments.map(({ id, title, tier }) => [id, title, tier])).toEqual([
    ['staging', 'Staging', 'non-production'],
    ['production', 'Production', 'production'],
    ['development', 'Development', 'planned'],
  ]);
  expect(await statuses('staging')).toEqual({
    infrastructure: 'not-configured',
    appsync: 'not-configured',
    stream: 'not-configured',
    studio: 'up',
  });
  expect(await statuses('production')).toEqual({
    infrastructure: 'up',
    appsync: 'up',
    stream: 'up',
    studio: 'up',
  });
  expect(new Set(Object.values(await statuses('development')))).toEqual(
    new Set(['planned']),
  );
  const studio = environments[0].services.at(-1)!;
  expect(studio).toMatchObject({
    uptime24h: 1,
    latencyMs: { last: expect.any(Number) },
    deployment: { version: '1.4.0', sources: ['service'] },
  });
  expect(studio.history24h).toHaveLength(48);
  expect(studio.history24h.at(-1)).toMatchObject({ uptime: 1 });
  expect(studio.history24h[0]).not.toHaveProperty('uptime');
});

it('tells how a service was, in stretches of the window, and when its status changed', async () => {
  portal = await startPlugin();
  await portal.look();
  await portal.production.studio.service.stop();
  await portal.look();
  const read = async (window: string) => {
    const { body, status } = await portal.get(
      `/environments/production/services/studio/history?window=${window}`,
    );
    expect(status).toBe(200);
    return historyResponseSchema.parse(body);
  };
  const hour = await read('1h');
  expect(hour.changes.map(change => change.status)).toEqual(['down', 'up']);
  expect(hour.changes[0].problem?.code).toBe('upstream_unreachable');
  const widths = { '1h': 60, '24h': 48, '7d': 84, '90d': 90 };
  for (const [window, count] of Object.entries(widths)) {
    const { buckets, bucketMs } = await read(window);
    expect(buckets).toHaveLength(count);
    const looked = buckets.flatMap(({ uptime }) => uptime ?? []);
    // The second look may fall into the next stretch.
    expect(looked.reduce((sum, share) => sum + share, 0)).toBeCloseTo(
      looked.length === 1 ? 0.5 : 1,
    );
    expect(Date.parse(buckets[1].at) - Date.parse(buckets[0].at)).toBe(
      bucketMs,
    );
  }
});

it('has no status without environments, and looks at nothing', async () => {
  portal = await startPlugin({ environments: () => [] });
  expect((await readStatus()).environments).toEqual([]);
  expect(await portal.tasks()).toEqual([]);
});
