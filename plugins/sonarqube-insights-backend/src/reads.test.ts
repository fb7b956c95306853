import {
  branchesResponseSchema,
  detailsResponseSchema,
  historyResponseSchema,
  issuesResponseSchema,
  summariesResponseSchema,
  summarySchema,
} from '@internal/plugin-sonarqube-insights-common';
import {
  of,
  StartedPlugin,
  startPlugin,
  SUMMARIES,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

async function read<T>(schema: { parse(body: unknown): T }, path: string) {
  const { status, body } = await plugin.get(path);
  expect(status).toBe(200);
  return schema.parse(body);
}

describe('a summary', () => {
  it('has the gate, the numbers and the address for people', async () => {
    const summary = await read(summarySchema, of('webapp'));
    expect(summary).toMatchObject({
      entityRef: 'component:default/webapp',
      project: {
        instance: 'default',
        instanceUrl: 'https://sonarqube.example',
        key: 'mobworx_webapp',
        name: 'WebApp',
      },
      gateStatus: 'ERROR',
      measures: { bugs: 7, reliability_rating: 3, coverage: 71.3 },
      stale: false,
    });
    expect(Date.parse(summary.analysedAt!)).toBeLessThan(Date.now());
  });

  it('leaves out what SonarQube has no value for', async () => {
    const { measures } = await read(summarySchema, of('ios'));
    expect(measures).not.toHaveProperty('coverage');
    expect(measures.bugs).toBe(0);
  });

  it('says that a project was never analysed', async () => {
    const summary = await read(summarySchema, of('infrastructures'));
    expect(summary).toMatchObject({ gateStatus: 'NONE', measures: {} });
    expect(summary).not.toHaveProperty('analysedAt');
  });

  it('comes from the server that the annotation names', async () => {
    const { project, mode, measures } = await read(
      summarySchema,
      of('studio-webapp'),
    );
    expect(mode).toBe('MQR');
    expect(project.instanceUrl).toBe(plugin.community.service.url);
    expect(measures.software_quality_reliability_issues).toBe(4);
  });
});

it('gives many summaries in order, each or why it is missing', async () => {
  const { status, body } = await plugin.post(SUMMARIES, {
    entityRefs: [
      'component:default/ios',
      'component:default/document',
      'Component:default/ios',
      'component:default/nobody',
      'component:default/gone',
      'component:default/misspelt',
      'component:default/elsewhere',
      'component:default/webapp',
    ],
  });
  expect(status).toBe(200);
  const { items } = summariesResponseSchema.parse(body);
  expect(
    items.map(item =>
      'summary' in item ? item.summary.gateStatus : item.problem.code,
    ),
  ).toEqual([
    'OK',
    'annotation_missing',
    'entity_not_found',
    'project_not_found',
    'annotation_malformed',
    'instance_unknown',
    'ERROR',
  ]);
  expect(items[0].entityRef).toBe('component:default/ios');
});

describe('details', () => {
  it('tell which conditions failed and by how much', async () => {
    const { gate, newCode, overall, mode } = await read(
      detailsResponseSchema,
      of('webapp', 'details'),
    );
    expect(gate.status).toBe('ERROR');
    expect(gate.conditions.slice(0, 2)).toEqual([
      {
        metric: 'new_reliability_rating',
        metricName: 'Reliability Rating on New Code',
        metricType: 'RATING',
        onNewCode: true,
        comparator: 'GT',
        threshold: '1',
        actual: '3',
        status: 'ERROR',
        missedBy: 2,
      },
      {
        metric: 'new_coverage',
        metricName: 'Coverage on New Code',
        metricType: 'PERCENT',
        onNewCode: true,
        comparator: 'LT',
        threshold: '80',
        actual: '63.4',
        status: 'ERROR',
        missedBy: 16.6,
      },
    ]);
    expect(gate.conditions[2]).toMatchObject({ status: 'OK' });
    expect(gate.conditions[2]).not.toHaveProperty('missedBy');
    expect(gate.newCodePeriod).toMatchObject({
      mode: 'PREVIOUS_VERSION',
      parameter: '4.11.0',
    });
    expect(newCode).toMatchObject({ new_coverage: 63.4, new_bugs: 1 });
    expect(overall).toMatchObject({ ncloc: 42415, sqale_index: 2870 });
    expect(mode).toBe('STANDARD_EXPERIENCE');
  });

  it.each([
    ['branch', 'feature/live-captions', 88.2],
    ['branch', 'fix/ünicode & spaces #42', 63.4],
    ['pullRequest', '482', 91.5],
  ])('are of a %s', async (name, value, coverage) => {
    const query = new URLSearchParams({ [name]: value });
    const details = await read(
      detailsResponseSchema,
      of('webapp', `details?${query}`),
    );
    expect(details.newCode.new_coverage).toBe(coverage);
    expect(details.code).toEqual({ [name]: value });
    expect(new URL(details.url).searchParams.get(name)).toBe(value);
  });

  it('say when a server counts by several qualities', async () => {
    const { mode, overall, gate } = await read(
      detailsResponseSchema,
      of('studio-webapp', 'details'),
    );
    expect(mode).toBe('MQR');
    expect(overall.software_quality_maintainability_issues).toBe(72);
    expect(gate.conditions[0]).toMatchObject({
      metric: 'new_software_quality_maintainability_issues',
      missedBy: 6,
    });
  });
});

it('shows the last 30 days, a point a day', async () => {
  const { series, from, to } = await read(
    historyResponseSchema,
    of('webapp', 'history'),
  );
  expect(Date.parse(to) - Date.parse(from)).toBe(30 * 24 * 3_600_000);
  const coverage = series.find(({ metric }) => metric === 'coverage')!;
  expect(coverage.points.at(-1)!.value).toBe(71.3);
  expect(coverage.points.length).toBeGreaterThanOrEqual(29);
  const days = coverage.points.map(({ at }) => at.slice(0, 10));
  expect(new Set(days).size).toBe(days.length);
  expect([...days].sort()).toEqual(days);
  const never = await read(
    historyResponseSchema,
    of('infrastructures', 'history'),
  );
  expect(never.series).toEqual([]);
});

it('lists branches and pull requests, where the edition has them', async () => {
  const webapp = await read(branchesResponseSchema, of('webapp', 'branches'));
  expect(webapp.branches.map(({ name }) => name)).toEqual([
    'main',
    'feature/live-captions',
    'fix/ünicode & spaces #42',
    'release/4.11',
  ]);
  expect(webapp.pullRequests.map(one => [one.key, one.gateStatus])).toEqual([
    ['482', 'OK'],
    ['479', 'ERROR'],
  ]);
  expect(webapp).toMatchObject({ pullRequestsSupported: true, more: false });
  const studio = await read(
    branchesResponseSchema,
    of('studio-webapp', 'branches'),
  );
  expect(studio).toMatchObject({
    branches: [{ name: 'main', isMain: true }],
    pullRequests: [],
    pullRequestsSupported: false,
  });
});

describe('issues', () => {
  it('are the worst first, with file, line and page', async () => {
    const { issues, total } = await read(
      issuesResponseSchema,
      of('webapp', 'issues'),
    );
    expect(total).toBe(6);
    expect(issues.map(({ severity }) => severity)).toEqual([
      'BLOCKER',
      'CRITICAL',
      'CRITICAL',
      'MAJOR',
      'MINOR',
      'INFO',
    ]);
    expect(issues[0]).toMatchObject({
      rule: 'typescript:S5852',
      ruleName: 'Using slow regular expressions is security-sensitive',
      type: 'VULNERABILITY',
      impacts: [{ softwareQuality: 'SECURITY', severity: 'BLOCKER' }],
      file: 'src/chat/linkify.ts',
      line: 31,
      url: 'https://sonarqube.example/project/issues?id=mobworx_webapp&issues=AY-mobworx_webapp-2&open=AY-mobworx_webapp-2',
    });
    expect(issues[5]).not.toHaveProperty('file');
  });

  it('are those of new code when asked for', async () => {
    const { issues, total, url } = await read(
      issuesResponseSchema,
      of('webapp', 'issues?scope=new&branch=main'),
    );
    expect([issues.length, total]).toEqual([3, 3]);
    expect(url).toContain('inNewCodePeriod=true');
    const request = await read(
      issuesResponseSchema,
      of('webapp', 'issues?scope=new&pullRequest=482'),
    );
    expect(request.url).not.toContain('inNewCodePeriod');
  });
});
