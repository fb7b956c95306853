import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  detailsResponseSchema,
  summarySchema,
} from '@internal/plugin-sonarqube-insights-common';
import { sonarqubeSeed } from '@internal/simulators';
import { refusal } from './__testUtils__/refusal';
import {
  of,
  StartedPlugin,
  startPlugin,
  StartOptions,
  SUMMARIES,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());

const impatient = {
  timeout: { seconds: 5 },
  cacheTtl: { milliseconds: 50 },
};
async function start(options: StartOptions = {}) {
  plugin = await startPlugin({ insights: impatient, ...options });
  return plugin;
}

const calls = () =>
  plugin.server.service.requests().map(({ path }) => path.split('/api/')[1]);

describe('what SonarQube does wrong', () => {
  it.each([
    ['401', { kind: 'bad_credential' }, 'sonarqube_credentials_rejected'],
    ['403', { kind: 'status', status: 403 }, 'sonarqube_forbidden'],
    ['429', { kind: 'status', status: 429 }, 'sonarqube_rate_limited'],
    ['500', { kind: 'status', status: 500 }, 'sonarqube_unavailable'],
    ['503', { kind: 'html', status: 503 }, 'sonarqube_unavailable'],
    ['no answer', { kind: 'hang' }, 'sonarqube_timeout'],
    ['a cut connection', { kind: 'refuse' }, 'sonarqube_unreachable'],
    ['half an answer', { kind: 'truncated' }, 'sonarqube_answer_truncated'],
    ['a page', { kind: 'html', status: 200 }, 'sonarqube_answer_not_json'],
    [
      'too much',
      { kind: 'huge', bytes: 6_000_000 },
      'sonarqube_answer_too_large',
    ],
    [
      'another shape',
      { kind: 'status', status: 200 },
      'sonarqube_unexpected_answer',
    ],
    [
      'another address',
      { kind: 'status', status: 302, headers: { Location: '/sessions/new' } },
      'sonarqube_unexpected_answer',
    ],
  ] as const)('%s', async (_what, fault, code) => {
    // Only who waits for nothing should be impatient: a busy machine is slow.
    const timeout = { milliseconds: fault.kind === 'hang' ? 300 : 10_000 };
    const { server, get, post } = await start({
      insights: { ...impatient, timeout },
    });
    server.service.faults.add({ path: '', fault });
    expect(refusal(await get(of('webapp')))).toEqual([503, code]);
    for (const route of ['details', 'history', 'branches', 'issues']) {
      expect(refusal(await get(of('webapp', route)))).toEqual([503, code]);
    }
    const { body } = await post(SUMMARIES, {
      entityRefs: [
        'component:default/webapp',
        'component:default/studio-webapp',
      ],
    });
    expect(body.items[0].problem.code).toBe(code);
    // The other server is well, and so are its projects.
    expect(body.items[1].summary.gateStatus).toBe('ERROR');
  });

  it('is not there at all', async () => {
    const { server, get } = await start();
    await server.service.stop();
    expect(refusal(await get(of('webapp')))).toEqual([
      503,
      'sonarqube_unreachable',
    ]);
    await server.service.start();
  });

  it('ends its JSON in the middle, in an answer that is whole', async () => {
    const half: Server = createServer((_req, res) => {
      res.setHeader('Content-Type', 'application/json');
      res.end('{"metrics": [');
    });
    await new Promise<void>(resolve => half.listen(0, '127.0.0.1', resolve));
    const { port } = half.address() as AddressInfo;
    const { get } = await start({
      sonarqube: { baseUrl: `http://127.0.0.1:${port}`, apiKey: 'squ_x' },
    });
    expect(refusal(await get(of('webapp')))).toEqual([
      503,
      'sonarqube_answer_truncated',
    ]);
    await new Promise(resolve => half.close(resolve));
  });

  it('lists metrics without an end: a few pages are read', async () => {
    const { server, get } = await start();
    server.switches.endlessMetrics = true;
    for (const route of ['details', 'history']) {
      expect(refusal(await get(of('webapp', route)))).toEqual([
        503,
        'sonarqube_metrics_endless',
      ]);
    }
    const pages = calls().filter(path => path === 'metrics/search');
    expect(pages).toHaveLength(3);
    // A summary doesn't need them.
    expect((await get(of('webapp'))).status).toBe(200);
  });

  it('hides a project from the token', async () => {
    const { server, get } = await start({
      sonarqube: undefined,
      seed: {
        ...sonarqubeSeed('server'),
        tokens: [{ token: 'squ_simulated_portal', browse: ['mobworx_ios'] }],
      },
    });
    const answer = await get(of('webapp'));
    expect(refusal(answer)).toEqual([503, 'sonarqube_forbidden']);
    expect(answer.body.error.message).toContain('mobworx_webapp');
    expect((await get(of('ios'))).status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain(server.service.url);
  });
});

describe('what SonarQube does not have', () => {
  it.each([
    [of('gone'), 'project_not_found'],
    [of('gone', 'branches'), 'project_not_found'],
    [of('webapp', 'details?branch=nowhere'), 'branch_not_found'],
    [of('webapp', 'history?branch=nowhere'), 'branch_not_found'],
    [of('webapp', 'issues?branch=nowhere'), 'branch_not_found'],
    [of('webapp', 'details?pullRequest=1'), 'pull_request_not_found'],
    [of('studio-webapp', 'details?pullRequest=1'), 'pull_request_not_found'],
  ])('%s', async (path, code) => {
    const { get } = await start();
    expect(refusal(await get(path))).toEqual([404, code]);
  });

  it('is asked for once, however many ask', async () => {
    const { get } = await start({ insights: {} });
    expect((await get(of('gone'))).status).toBe(404);
    // The refusal answers; the question for the mode ends by itself.
    await until(async () => calls().length === 2 || undefined);
    expect((await get(of('gone'))).status).toBe(404);
    expect(calls()).toHaveLength(2);
  });

  it('may be a word on its mode: the standard experience is shown', async () => {
    const { community, get } = await start();
    community.service.faults.add({
      path: '/api/v2/',
      fault: { kind: 'status', status: 403 },
    });
    for (const route of ['details', 'issues']) {
      const { body } = await get(of('studio-webapp', route));
      expect(body.mode).toBe('STANDARD_EXPERIENCE');
    }
    const summary = summarySchema.parse((await get(of('studio-webapp'))).body);
    expect(summary).not.toHaveProperty('mode');
    expect(summary.measures.coverage).toBe(83.7);
  });

  it('may be modes: before 10.8 there is the standard experience', async () => {
    const { get } = await start({
      seed: { ...sonarqubeSeed('server'), version: '9.9.8.100196' },
    });
    const { body } = await get(of('webapp', 'details'));
    const { mode, overall } = detailsResponseSchema.parse(body);
    expect(mode).toBe('STANDARD_EXPERIENCE');
    expect(overall).not.toHaveProperty('software_quality_security_issues');
  });
});

it('serves what it knows, with its age and the reason, and recovers', async () => {
  const { server, get } = await start();
  const good = summarySchema.parse((await get(of('webapp'))).body);
  server.service.faults.add({
    path: '',
    fault: { kind: 'status', status: 500 },
  });
  const stale = await until(async () => {
    const answer = summarySchema.parse((await get(of('webapp'))).body);
    return answer.stale ? answer : undefined;
  });
  expect(stale).toEqual({
    ...good,
    stale: true,
    problem: {
      code: 'sonarqube_unavailable',
      message: 'SonarQube answers with an error (500).',
      remedy: expect.any(String),
    },
  });
  // A branch that nobody has asked for yet has nothing to show.
  expect(refusal(await get(of('ios')))).toEqual([503, 'sonarqube_unavailable']);
  server.service.faults.clear();
  const fresh = await until(async () => {
    const answer = summarySchema.parse((await get(of('webapp'))).body);
    return answer.stale ? undefined : answer;
  });
  expect(fresh.fetchedAt > good.fetchedAt).toBe(true);
  expect(fresh).not.toHaveProperty('problem');
});

it('leaves a server alone that had enough, and says until when', async () => {
  const { server, get } = await start();
  server.service.faults.add({
    path: '',
    times: 1,
    fault: { kind: 'status', status: 429, headers: { 'Retry-After': '120' } },
  });
  await get(of('webapp'));
  const before = calls().length;
  const answer = await get(of('ios'));
  expect(refusal(answer)).toEqual([503, 'sonarqube_rate_limited']);
  expect(answer.body.error.remedy).toMatch(/in (120|119) seconds/);
  expect(calls()).toHaveLength(before);
});
