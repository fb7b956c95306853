import {
  startSonarqube,
  type SonarqubeOptions,
  type SonarqubeSimulator,
} from './simulator';
import { sonarqubeSeed } from './seed';

const running: SonarqubeSimulator[] = [];
afterEach(() => Promise.all(running.splice(0).map(one => one.close())));

const basic = (token: string) =>
  `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
const PORTAL = basic('squ_simulated_portal');
const STUDIO = 'Bearer squ_simulated_studio';

async function start(options: SonarqubeOptions = {}) {
  const sonarqube = await startSonarqube(options);
  running.push(sonarqube);
  const usual = options.id === 'community' ? STUDIO : PORTAL;
  const get = async (path: string, authorization: string | null = usual) => {
    const response = await fetch(`${sonarqube.service.url}${path}`, {
      headers: authorization ? { Authorization: authorization } : {},
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  return { sonarqube, get };
}

const SHOW = '/api/components/show?component=mobworx_webapp';
const MEASURES = '/api/measures/component?component=mobworx_webapp&metricKeys=';

describe('tokens', () => {
  it('takes them as Basic and as Bearer, a Cloud as Bearer only', async () => {
    const { get } = await start();
    expect((await get(SHOW, PORTAL)).status).toBe(200);
    expect((await get(SHOW, 'Bearer squ_simulated_portal')).status).toBe(200);
    const studio = await start({ id: 'community' });
    const mode = '/api/v2/clean-code-policy/mode';
    expect((await studio.get(mode)).body.mode).toBe('MQR');
    expect((await studio.get(mode, basic('squ_simulated_studio'))).status).toBe(
      401,
    );
  });

  it.each([
    null,
    'Bearer nobody',
    basic('nobody'),
    `Basic ${Buffer.from('squ_simulated_portal').toString('base64')}`,
    `Basic ${Buffer.from('squ_simulated_portal:word').toString('base64')}`,
    'squ_simulated_portal',
  ])('refuses %j with 401 and no body', async authorization => {
    const { get } = await start();
    expect(await get(SHOW, authorization)).toEqual({
      status: 401,
      body: undefined,
    });
    expect((await get('/api/system/status', null)).body.status).toBe('UP');
  });

  it('lets a token see what it may browse', async () => {
    const { get } = await start();
    const narrow = basic('squ_simulated_narrow');
    expect((await get(SHOW, narrow)).status).toBe(200);
    const other = SHOW.replace('webapp', 'ios');
    expect(await get(other, narrow)).toEqual({
      status: 403,
      body: { errors: [{ msg: 'Insufficient privileges' }] },
    });
  });
});

describe('what is refused', () => {
  it.each([
    ['/api/components/show', 400],
    ['/api/components/show?component=nobody', 404],
    [`${SHOW}&branch=nowhere`, 404],
    [`${SHOW}&pullRequest=1`, 404],
    [`${SHOW}&branch=main&pullRequest=482`, 400],
    [`${SHOW}&component=mobworx_ios`, 400],
    ['/api/measures/component?component=mobworx_webapp', 400],
    [`${MEASURES}bugs,made_up`, 404],
    ['/api/metrics/search?ps=501', 400],
    ['/api/metrics/search?p=0', 400],
    ['/api/metrics/search?p=x', 400],
    ['/api/measures/search_history?component=mobworx_webapp', 400],
    [
      '/api/measures/search_history?component=mobworx_webapp&metrics=bugs&from=x',
      400,
    ],
    ['/api/qualitygates/project_status', 400],
    ['/api/project_branches/list?project=nobody', 404],
    ['/api/issues/search', 400],
    ['/api/issues/search?componentKeys=mobworx_webapp&s=MOOD', 400],
    ['/api/unheard_of', 404],
  ])('%s', async (path, status) => {
    const { get } = await start();
    expect(await get(path)).toEqual({
      status,
      body: { errors: [{ msg: expect.stringMatching(/\S/) }] },
    });
  });
});

describe('a project', () => {
  it('has measures, those of new code in a period, and none where there is none', async () => {
    const { get } = await start();
    const { body } = await get(
      `${MEASURES}alert_status,coverage,sqale_rating,new_coverage`,
    );
    expect(body.component.measures).toEqual([
      { metric: 'alert_status', value: 'ERROR' },
      { metric: 'coverage', value: '71.3' },
      { metric: 'sqale_rating', value: '1.0' },
      { metric: 'new_coverage', period: { index: 1, value: '63.4' } },
    ]);
    const ios = MEASURES.replace('webapp', 'ios');
    expect((await get(`${ios}coverage`)).body.component.measures).toEqual([]);
  });

  it('was never analysed', async () => {
    const { get } = await start();
    const key = 'mobworx_infrastructures';
    const shown = await get(`/api/components/show?component=${key}`);
    expect(shown.body.component).not.toHaveProperty('analysisDate');
    const gate = await get(
      `/api/qualitygates/project_status?projectKey=${key}`,
    );
    expect(gate.body.projectStatus).toMatchObject({
      status: 'NONE',
      conditions: [],
    });
  });

  it('fails its quality gate on conditions, and a branch passes', async () => {
    const { get } = await start();
    const path = '/api/qualitygates/project_status?projectKey=mobworx_webapp';
    const { projectStatus } = (await get(path)).body;
    expect(projectStatus.status).toBe('ERROR');
    expect(projectStatus.conditions).toContainEqual({
      status: 'ERROR',
      metricKey: 'new_coverage',
      comparator: 'LT',
      periodIndex: 1,
      errorThreshold: '80',
      actualValue: '63.4',
    });
    const branch = await get(`${path}&branch=feature%2Flive-captions`);
    expect(branch.body.projectStatus.status).toBe('OK');
    const odd = encodeURIComponent('fix/ünicode & spaces #42');
    expect((await get(`${path}&branch=${odd}`)).status).toBe(200);
  });

  it('has a history that ends with the present', async () => {
    const { get } = await start();
    const path =
      '/api/measures/search_history?component=mobworx_webapp&metrics=coverage,ncloc';
    const { measures, paging } = (await get(`${path}&ps=1000`)).body;
    expect(paging.total).toBe(121);
    expect(measures[0].history[0].value).toBe('66.8');
    expect(measures[0].history.at(-1).value).toBe('71.3');
    const from = measures[1].history.at(-5).date;
    const late = await get(`${path}&from=${encodeURIComponent(from)}`);
    expect(late.body.paging.total).toBe(5);
  });

  it('lists branches, pull requests and issues, the worst first', async () => {
    const { get } = await start();
    const { branches } = (
      await get('/api/project_branches/list?project=mobworx_webapp')
    ).body;
    expect(branches[0]).toMatchObject({
      name: 'main',
      isMain: true,
      status: { qualityGateStatus: 'ERROR' },
    });
    const { pullRequests } = (
      await get('/api/project_pull_requests/list?project=mobworx_webapp')
    ).body;
    expect(pullRequests.map(({ key }: any) => key)).toEqual(['482', '479']);
    const search = '/api/issues/search?componentKeys=mobworx_webapp&s=SEVERITY';
    const { issues, total, components } = (
      await get(`${search}&asc=false&ps=2&resolved=false`)
    ).body;
    expect(total).toBe(6);
    expect(issues.map(({ severity }: any) => severity)).toEqual([
      'BLOCKER',
      'CRITICAL',
    ]);
    expect(components).toContainEqual(
      expect.objectContaining({
        key: 'mobworx_webapp:src/chat/linkify.ts',
        path: 'src/chat/linkify.ts',
      }),
    );
    const fresh = await get(`${search}&inNewCodePeriod=true`);
    expect(fresh.body.total).toBe(3);
  });
});

it('knows no modes before 10.8, and no pull requests in a Community Build', async () => {
  const { sonarqube, get } = await start({ id: 'community' });
  expect(
    (await get('/api/project_pull_requests/list?project=mobworx_studio-webapp'))
      .status,
  ).toBe(404);
  const { body } = await get('/api/metrics/search?ps=500');
  expect(JSON.stringify(body)).toContain('software_quality_security_issues');
  const old = await start({
    seed: { ...sonarqubeSeed('server'), version: '9.9.8.100196' },
  });
  expect((await old.get('/api/v2/clean-code-policy/mode')).status).toBe(404);
  const metrics = (await old.get('/api/metrics/search?ps=500')).body;
  expect(JSON.stringify(metrics)).not.toContain('software_quality');
  expect(sonarqube.peak()).toBe(1);
});

describe('switches', () => {
  it('makes the metrics endless, counts calls at once, and resets', async () => {
    const { sonarqube, get } = await start();
    const post = (path: string, body: unknown) =>
      fetch(`${sonarqube.service.url}/_simulator${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('/sonarqube', { endlessMetrics: true, latencyMs: 50 });
    const pages = await Promise.all(
      [1, 2, 3].map(p => get(`/api/metrics/search?ps=2&p=${p}`)),
    );
    expect(pages[2].body).toMatchObject({
      total: 1_000_000_000,
      metrics: [{ key: 'endless_4' }, { key: 'endless_5' }],
    });
    expect(sonarqube.peak()).toBe(3);
    await post('/projects', { of: 'mobworx_webapp', copies: 2 });
    expect((await get(`${SHOW}-2`)).status).toBe(200);
    expect(sonarqube.callsByProject()).toEqual({ 'mobworx_webapp-2': 1 });
    expect((await post('/sonarqube', { mood: 'bad' })).status).toBe(400);
    await post('/reset', {});
    expect((await get(`${SHOW}-2`)).status).toBe(404);
    expect((await get('/api/metrics/search?ps=1')).body.total).toBeLessThan(
      100,
    );
  });
});
