import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { summarySchema } from '@internal/plugin-datadog-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { passTime } from './__testUtils__/passTime';
import {
  NARROW_KEY,
  of,
  StartedPlugin,
  startPlugin,
  StartOptions,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());
async function start(options: StartOptions = {}) {
  plugin = await startPlugin(options);
  return plugin;
}

const SLO = '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b01';
const routes = [
  'monitors',
  'slos',
  'signals',
  'incidents',
  'events',
  'dashboards',
  'dependencies',
];

describe('what Datadog does wrong', () => {
  it.each([
    ['401', { kind: 'status', status: 401 }, 'datadog_scope_missing'],
    ['403', { kind: 'bad_credential' }, 'datadog_scope_missing'],
    ['404', { kind: 'status', status: 404 }, 'datadog_not_found'],
    [
      '429 for days',
      { kind: 'status', status: 429, headers: { 'Retry-After': '400000' } },
      'datadog_rate_limited',
    ],
    ['500', { kind: 'status', status: 500 }, 'datadog_unavailable'],
    ['503', { kind: 'html', status: 503 }, 'datadog_unavailable'],
    ['no answer', { kind: 'hang' }, 'datadog_timeout'],
    ['a cut connection', { kind: 'refuse' }, 'datadog_unreachable'],
    ['half an answer', { kind: 'truncated' }, 'datadog_answer_truncated'],
    ['a page', { kind: 'html', status: 200 }, 'datadog_answer_not_json'],
    ['50 MB', { kind: 'huge', bytes: 50_000_000 }, 'datadog_answer_too_large'],
    [
      'another shape',
      { kind: 'status', status: 200, message: 'well?' },
      'datadog_unexpected_answer',
    ],
    [
      'another address',
      { kind: 'status', status: 302, headers: { Location: '/login' } },
      'datadog_unexpected_answer',
    ],
  ] as const)('%s', async (_what, fault, code) => {
    // Only who waits for nothing should be impatient: a busy machine is slow.
    const timeout = { milliseconds: fault.kind === 'hang' ? 400 : 10_000 };
    const { datadog, get } = await start({ datadog: { timeout } });
    // Keys are checked by other addresses, which are well.
    for (const path of [
      'monitor',
      'slo',
      'incidents',
      'events',
      'dashboard',
      'dependencies',
      'query',
    ]) {
      datadog.service.faults.add({
        path: new RegExp(`^/api/v\\d/.*${path}`),
        fault,
      });
    }
    for (const route of routes) {
      const answer = await get(of('stream-service', route));
      expect(refusal(answer)).toEqual([503, code]);
      expect(JSON.stringify(answer.body)).not.toContain(datadog.service.url);
      expect(JSON.stringify(answer.body)).not.toContain('0000simulated');
    }
    const summary = summarySchema.parse((await get(of('stream-service'))).body);
    for (const part of [summary.monitors, summary.slos, summary.incidents]) {
      expect(part).toMatchObject({ outcome: 'failed', problem: { code } });
    }
  });

  it.each(['monitors', 'slos', 'incidents'] as const)(
    'with %s alone: the other parts are untouched',
    async broken => {
      const { datadog, get } = await start();
      const paths = {
        monitors: '/v1/monitor',
        slos: '/slo/search',
        incidents: '/incidents/',
      };
      datadog.service.faults.add({
        path: paths[broken],
        fault: { kind: 'status', status: 500 },
      });
      const summary = summarySchema.parse(
        (await get(of('stream-service'))).body,
      );
      for (const part of ['monitors', 'slos', 'incidents'] as const) {
        expect([part, summary[part].outcome]).toEqual([
          part,
          part === broken ? 'failed' : 'answered',
        ]);
      }
    },
  );

  it('is not there at all', async () => {
    const { datadog, get } = await start();
    await datadog.service.stop();
    expect(refusal(await get(of('webapp', 'monitors')))).toEqual([
      503,
      'datadog_unreachable',
    ]);
    await datadog.service.start();
  });

  it('ends its JSON in the middle, in an answer that is whole', async () => {
    const half: Server = createServer((_req, res) => {
      res.setHeader('Content-Type', 'application/json');
      res.end('[{"id": 1,');
    });
    await new Promise<void>(resolve => half.listen(0, '127.0.0.1', resolve));
    const { port } = half.address() as AddressInfo;
    const { get } = await start({
      datadog: { apiUrl: `http://127.0.0.1:${port}` },
    });
    expect(refusal(await get(of('webapp', 'monitors')))).toEqual([
      503,
      'datadog_answer_truncated',
    ]);
    await new Promise(resolve => half.close(resolve));
  });

  it('has words and gaps that nobody knows: the rest is shown', async () => {
    const { datadog, get } = await start();
    Object.assign(datadog.switches, { unknownWords: true, nulls: true });
    for (const route of routes) {
      expect([route, (await get(of('stream-service', route))).status]).toEqual([
        route,
        200,
      ]);
    }
    datadog.switches.nulls = false;
    passTime(61_000);
    const { body } = await get(of('stream-service', 'monitors'));
    expect(body.monitors[0].state).toBe('Unknown');
    expect(body.health.state).toBe('None');
    const slos = await get(of('stream-service', 'slos'));
    expect(slos.body.slos[0].state).toBe('no_data');
    const history = await get(of('stream-service', `slos/${SLO}/history`));
    expect(history.status).toBe(200);
  });
});

describe('what Datadog refuses', () => {
  it('is an API key of another site', async () => {
    const { get } = await start({ datadog: { apiKey: 'of-another-site' } });
    const answer = await get(of('webapp', 'monitors'));
    expect(refusal(answer)).toEqual([503, 'datadog_api_key_rejected']);
    expect(answer.body.error.message).toContain('datadoghq.com');
    expect(JSON.stringify(answer.body)).not.toContain('of-another-site');
  });

  it('is an application key', async () => {
    const { get } = await start({ datadog: { applicationKey: 'revoked' } });
    expect(refusal(await get(of('webapp', 'slos')))).toEqual([
      503,
      'datadog_application_key_rejected',
    ]);
  });

  it('is a scope that the key lacks, for that part alone', async () => {
    const { get } = await start({ datadog: { applicationKey: NARROW_KEY } });
    const answer = await get(of('webapp', 'incidents'));
    expect(refusal(answer)).toEqual([503, 'datadog_scope_missing']);
    expect(answer.body.error.remedy).toContain('incident_read');
    expect((await get(of('webapp', 'monitors'))).status).toBe(200);
    const { body } = await get(of('webapp'));
    expect([body.monitors.outcome, body.incidents.outcome]).toEqual([
      'answered',
      'failed',
    ]);
  });

  it('is not known while the keys can not be checked', async () => {
    const { datadog, get } = await start();
    datadog.service.faults.add({
      path: '/api',
      fault: { kind: 'bad_credential' },
    });
    // The answer of the start is old by now.
    passTime(31_000);
    datadog.service.faults.clear();
    datadog.service.faults.add({
      path: 'validate',
      fault: { kind: 'status', status: 500 },
    });
    datadog.service.faults.add({
      path: '/v1/monitor',
      fault: { kind: 'bad_credential' },
    });
    const answer = await get(of('webapp', 'monitors'));
    expect(refusal(answer)).toEqual([503, 'datadog_forbidden']);
    expect(answer.body.error.message).toContain('monitors_read');
  });
});

it('serves what it knows, with its age and the reason, and recovers', async () => {
  const { datadog, get } = await start();
  const path = of('webapp', 'monitors');
  const good = (await get(path)).body;
  expect(good.stale).toBe(false);
  datadog.service.faults.add({
    path: '',
    fault: { kind: 'status', status: 500 },
  });
  passTime(61_000);
  const stale = (await get(path)).body;
  expect(stale).toEqual({
    ...good,
    stale: true,
    problem: {
      code: 'datadog_unavailable',
      message: 'Datadog answers with an error (500).',
      remedy: expect.any(String),
    },
  });
  datadog.service.faults.clear();
  passTime(6_000);
  const fresh = await until(async () => {
    const { body } = await get(path);
    return body.stale ? undefined : body;
  });
  expect(fresh).not.toHaveProperty('problem');
});
