import {
  bugsnagErrorCodes,
  summarySchema,
} from '@internal/plugin-bugsnag-common';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  of,
  ROUTES,
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

const PROJECT = '/projects/';
const FAULTS = [
  [
    '401',
    { kind: 'bad_credential' },
    503,
    'bugsnag_credentials_rejected',
    /bugsnag\.token/,
  ],
  ['403', { kind: 'status', status: 403 }, 503, 'bugsnag_forbidden', /WebApp/],
  ['404', { kind: 'status', status: 404 }, 404, 'project_gone', /WebApp/],
  [
    '429 for days',
    { kind: 'status', status: 429, headers: { 'Retry-After': '400000' } },
    503,
    'bugsnag_rate_limited',
    /until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
  ],
  ['500', { kind: 'status', status: 500 }, 503, 'bugsnag_unavailable', /500/],
  [
    '503 as a page',
    { kind: 'html', status: 503 },
    503,
    'bugsnag_unavailable',
    /503/,
  ],
  ['no answer', { kind: 'hang' }, 503, 'bugsnag_timeout', /in time/],
  [
    'a refused connection',
    { kind: 'refuse' },
    503,
    'bugsnag_unreachable',
    /apiBaseUrl/,
  ],
  [
    'half an answer',
    { kind: 'truncated' },
    503,
    'bugsnag_answer_truncated',
    /broke off/,
  ],
  [
    'a page',
    { kind: 'html', status: 200 },
    503,
    'bugsnag_answer_not_json',
    /dashboard/,
  ],
  [
    '50 MB',
    { kind: 'huge', bytes: 50_000_000 },
    503,
    'bugsnag_answer_too_large',
    /resultsPerPage/,
  ],
  [
    'another shape',
    { kind: 'status', status: 200 },
    503,
    'bugsnag_unexpected_answer',
    /version/,
  ],
  [
    'another address',
    { kind: 'status', status: 302, headers: { Location: '/login' } },
    503,
    'bugsnag_unexpected_answer',
    /another address/,
  ],
] as const;

describe('what Bugsnag does wrong', () => {
  it.each(FAULTS)('%s', async (_what, fault, status, code, words) => {
    // Only who waits for nothing should be impatient: a busy machine is slow.
    const timeout = { milliseconds: fault.kind === 'hang' ? 300 : 10_000 };
    const { bugsnag, get } = await start({ more: { timeout } });
    // The project is known already.
    expect((await get(of('android'))).status).toBe(200);
    bugsnag.service.faults.add({ path: PROJECT, fault });
    for (const route of ROUTES) {
      const answer = await get(of('webapp', route));
      expect(refusal(answer)).toEqual([status, code]);
      const { message, remedy } = answer.body.error;
      expect(`${message} ${remedy}`).toMatch(words);
      expect(JSON.stringify(answer.body)).not.toMatch(/simulated|filters/);
    }
  });

  it('has a text of its own for each', () => {
    const codes = new Set(FAULTS.map(([, , , code]) => code));
    expect(codes.size).toBe(11);
    expect(bugsnagErrorCodes).toEqual(expect.arrayContaining([...codes]));
  });

  it('fails where projects are looked for, too', async () => {
    const { bugsnag, get } = await start();
    bugsnag.service.faults.add({
      path: '/user/organizations',
      fault: { kind: 'status', status: 404 },
    });
    for (const route of ROUTES) {
      expect(refusal(await get(of('webapp', route)))).toEqual([
        503,
        'bugsnag_route_unknown',
      ]);
    }
  });

  it('is not there at all', async () => {
    const { bugsnag, get } = await start();
    await bugsnag.service.stop();
    expect(refusal(await get(of('webapp')))).toEqual([
      503,
      'bugsnag_unreachable',
    ]);
    await bugsnag.service.start();
  });

  it('shows errors where only stability fails, with the reason beside them', async () => {
    const { bugsnag, get } = await start();
    bugsnag.service.faults.add({
      path: '/stability_trend',
      fault: { kind: 'status', status: 500 },
    });
    const summary = summarySchema.parse(
      (await get(of('webapp', 'summary'))).body,
    );
    expect(summary.worst).toHaveLength(3);
    expect(summary.stabilityProblem?.code).toBe('bugsnag_unavailable');
    expect(refusal(await get(of('webapp', 'stability')))[1]).toBe(
      'bugsnag_unavailable',
    );
    expect((await get(of('webapp', 'releases'))).status).toBe(200);
  });
});
