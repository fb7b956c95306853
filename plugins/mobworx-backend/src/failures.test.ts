import {
  mobworxErrorCodes,
  ServiceId,
  ServiceState,
  statusResponseSchema,
} from '@internal/plugin-mobworx-common';
import type { ServiceFault, SimulatedService } from '@internal/simulators';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin({
    poll: {
      timeout: { milliseconds: 1_500 },
      staleAfter: { hours: 1 },
      // However busy this machine is.
      slowAfter: { minutes: 1 },
    },
  });
  await portal.look();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await portal.stop();
});

const services: ServiceId[] = ['infrastructure', 'appsync', 'stream', 'studio'];

/** What stands for a service in the simulated staging. */
function simulated(service: ServiceId): SimulatedService {
  const { staging } = portal;
  return staging[service === 'infrastructure' ? 'aws' : service].service;
}

async function stateOf(
  environment: string,
  service: ServiceId,
  process: StartedPlugin = portal,
): Promise<ServiceState> {
  const { body } = await process.get('/status');
  return statusResponseSchema
    .parse(body)
    .environments.find(({ id }) => id === environment)!
    .services.find(state => state.service === service)!;
}

/** Everything but the one service that is in trouble. */
async function others(service: ServiceId): Promise<ServiceState[]> {
  return Promise.all([
    ...services.filter(id => id !== service).map(id => stateOf('staging', id)),
    ...services.map(id => stateOf('production', id)),
  ]);
}

const faults: Array<
  [what: string, fault: ServiceFault, status: string, code: string]
> = [
  ['hangs', { kind: 'hang' }, 'down', 'upstream_timeout'],
  ['cuts connections', { kind: 'refuse' }, 'down', 'upstream_unreachable'],
  [
    'answers 503',
    { kind: 'status', status: 503 },
    'down',
    'upstream_unavailable',
  ],
  [
    'answers a page instead of data',
    { kind: 'html', status: 200 },
    'degraded',
    'upstream_unexpected_answer',
  ],
  [
    'answers 5 MB',
    { kind: 'huge', bytes: 5_000_000 },
    'degraded',
    'upstream_answer_too_large',
  ],
  [
    'breaks off in the middle',
    { kind: 'truncated' },
    'degraded',
    'upstream_answer_truncated',
  ],
  [
    'refuses the credential',
    { kind: 'bad_credential' },
    'auth-failed',
    'upstream_credentials_rejected',
  ],
  [
    'redirects elsewhere',
    { kind: 'status', status: 302, headers: { Location: 'http://[::1]:1/' } },
    'degraded',
    'upstream_unexpected_answer',
  ],
];

describe.each(services)('%s', service => {
  it.each(faults)('that %s', async (_what, fault, status, code) => {
    const before = await stateOf('staging', service);
    simulated(service).faults.add({ path: '', fault });
    await portal.look();
    const state = await stateOf('staging', service);
    expect(state).toMatchObject({ status, problem: { code } });
    expect(mobworxErrorCodes).toContain(code);
    expect(state.problem!.message).toMatch(/ in Staging/);
    // No address, no key, nothing of what was sent or answered.
    expect(JSON.stringify(state)).not.toMatch(
      /localhost|da2-|AKID|secret|<html/,
    );
    expect(Date.parse(state.since!)).toBeGreaterThan(Date.parse(before.since!));
    // The last good values stay, with their age.
    const { latencyMs, lastGoodAt } = status === 'down' ? before : state;
    const uptime24h = status === 'down' ? 0.5 : 1;
    expect(state).toMatchObject({ latencyMs, lastGoodAt, uptime24h });
    const rest = await others(service);
    expect(rest.map(other => other.status)).toEqual(rest.map(() => 'up'));
    // They were stored while the portal still waited for the one that hangs.
    const delayed = rest.filter(
      ({ checkedAt }) =>
        fault.kind === 'hang' &&
        Date.parse(checkedAt!) >= Date.parse(state.checkedAt!),
    );
    expect(delayed).toEqual([]);
    simulated(service).faults.clear();
    await portal.look();
    expect(await stateOf('staging', service)).toMatchObject({ status: 'up' });
  });

  it('that is dead and comes back, with since when', async () => {
    await simulated(service).stop();
    await portal.look();
    const down = await stateOf('staging', service);
    expect(down).toMatchObject({
      status: 'down',
      problem: { code: 'upstream_unreachable' },
    });
    // Long enough for the breaker to leave it alone.
    for (let round = 0; round < 6; round += 1) {
      await portal.look();
    }
    const still = await stateOf('staging', service);
    expect(still).toMatchObject({ status: 'down', since: down.since });
    await simulated(service).start();
    await portal.look();
    expect(await stateOf('staging', service)).toMatchObject({ status: 'up' });
  });

  it('that has had enough is left alone until the time that it says', async () => {
    const { faults: rules, requests } = simulated(service);
    rules.add({
      path: '',
      times: 1,
      fault: { kind: 'status', status: 429, headers: { 'Retry-After': '120' } },
    });
    await portal.look();
    const limited = {
      status: 'degraded',
      problem: { code: 'upstream_rate_limited' },
    };
    expect(await stateOf('staging', service)).toMatchObject(limited);
    const asked = requests().length;
    await portal.look();
    expect(await stateOf('staging', service)).toMatchObject(limited);
    expect(requests()).toHaveLength(asked);
    const later = Date.now() + 121_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    await portal.look();
    expect(requests()).toHaveLength(asked + 1);
    expect(await stateOf('staging', service)).toMatchObject({ status: 'up' });
  });
});

it('shows staging as down and production as it was when all of staging is dead', async () => {
  const before = await Promise.all(
    services.map(service => stateOf('production', service)),
  );
  await Promise.all(services.map(service => simulated(service).stop()));
  await portal.look();
  for (const service of services) {
    expect(await stateOf('staging', service)).toMatchObject({ status: 'down' });
    expect(await stateOf('production', service)).toMatchObject({
      status: 'up',
      since: before.find(state => state.service === service)!.since,
    });
  }
});

it('shows after a restart what was stored, and as stale when that is old', async () => {
  const before = await stateOf('staging', 'studio');
  await portal.restart();
  expect(await stateOf('staging', 'studio')).toEqual(before);
  const later = Date.now() + 3_700_000;
  jest.spyOn(Date, 'now').mockImplementation(() => later);
  expect(await stateOf('staging', 'studio')).toMatchObject({
    status: 'stale',
    since: expect.any(String),
    checkedAt: before.checkedAt,
    lastGoodAt: before.lastGoodAt,
    latencyMs: before.latencyMs,
    problem: { code: 'not_looked_lately' },
  });
  jest.restoreAllMocks();
  await portal.look();
  expect(await stateOf('staging', 'studio')).toMatchObject({ status: 'up' });
});

it('lets one of several processes look, and all of them show what it saw', async () => {
  const tasks = await portal.tasks();
  expect(tasks.map(({ id, scope }) => [id, scope]).sort()).toEqual([
    ['forget-old-history', 'global'],
    ['look-deployments', 'global'],
    ['look-details', 'global'],
    ['look-health', 'global'],
    ['look-infrastructure', 'global'],
    ['look-schema', 'global'],
  ]);
  const second = await startPlugin({ beside: portal });
  try {
    await portal.staging.studio.service.stop();
    await portal.look();
    const seen = await stateOf('staging', 'studio', second);
    expect(seen).toMatchObject({ status: 'down' });
    expect(seen).toEqual(await stateOf('staging', 'studio'));
  } finally {
    await second.stop();
  }
});

it('says that it failed while its database does, and goes on afterwards', async () => {
  await portal.knex.schema.renameTable('service_states', 'elsewhere');
  await portal.look();
  expect((await portal.get('/status')).status).toBe(500);
  await portal.knex.schema.renameTable('elsewhere', 'service_states');
  await portal.look();
  expect((await portal.get('/status')).status).toBe(200);
});

it('tells the open pages of a change, and only of a change', async () => {
  portal.signals.publish.mockClear();
  await portal.look();
  expect(portal.signals.publish).not.toHaveBeenCalled();
  await portal.staging.stream.service.stop();
  await portal.look();
  await portal.look();
  expect(portal.signals.publish.mock.calls).toEqual([
    [
      {
        recipients: { type: 'broadcast' },
        channel: 'mobworx',
        message: {
          type: 'status-changed',
          environment: 'staging',
          service: 'stream',
        },
      },
    ],
  ]);
});

it('calls a service slow whose answers take long', async () => {
  await portal.stop();
  portal = await startPlugin({ poll: { slowAfter: { milliseconds: 800 } } });
  portal.staging.studio.service.faults.add({
    path: '',
    fault: { kind: 'latency', ms: 1_000 },
  });
  await portal.look();
  const slow = await stateOf('staging', 'studio');
  expect(slow).toMatchObject({ status: 'slow', uptime24h: 1 });
  expect(slow.latencyMs!.p95).toBeGreaterThan(800);
});
