import {
  errorsResponseSchema,
  releasesResponseSchema,
  stabilityResponseSchema,
  summarySchema,
  trendResponseSchema,
} from '@internal/plugin-bugsnag-common';
import { bugsnagSeed } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import { passTime } from './__testUtils__/passTime';
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
  const errors = async (query = '', name = 'webapp') =>
    errorsResponseSchema.parse(
      (await plugin.get(of(name, `errors?${query}`))).body,
    );
  return { ...plugin, errors };
}

describe('errors', () => {
  it('come with all that is known of them, and with their page in Bugsnag', async () => {
    const { errors } = await start();
    const answer = await errors('sort=users');
    expect(answer).toMatchObject({
      entityRef: 'component:default/webapp',
      project: {
        name: 'WebApp',
        organization: 'MobWorx',
        url: 'https://bugsnag.example/mobworx/webapp',
        stages: ['production', 'staging'],
      },
      total: 46,
      before: 0,
      stale: false,
    });
    expect(answer.errors).toHaveLength(30);
    const [first] = answer.errors;
    expect(first).toMatchObject({
      errorClass: 'OverconstrainedError',
      message: 'No camera fits the constraint frameRate 60',
      severity: 'error',
      status: 'open',
      events: 1840,
      users: 312,
      stages: ['production'],
      issues: [{ label: 'WEB-142' }],
      comments: 2,
      url: `https://bugsnag.example/mobworx/webapp/errors/${first.id}`,
    });
    expect(first.firstSeen! < first.lastSeen!).toBe(true);
    const odd = (await errors('search=deprecated')).errors[0];
    expect(odd).toMatchObject({
      severity: 'notice',
      status: 'escalated',
      stages: [],
    });
  });

  it('come page by page, each once, by what the link says', async () => {
    const { errors } = await start({ more: { resultsPerPage: 20 } });
    const ids: string[] = [];
    const starts: number[] = [];
    let cursor: string | undefined = '';
    do {
      const page = await errors(cursor ? `cursor=${cursor}` : '');
      starts.push(page.before);
      ids.push(...page.errors.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(starts).toEqual([0, 20, 40]);
    expect(new Set(ids).size).toBe(46);
  });

  it('are filtered, searched and sorted by Bugsnag', async () => {
    const { errors } = await start();
    const classes = async (query: string) =>
      (await errors(query)).errors.map(({ errorClass }) => errorClass);
    expect(await classes('status=fixed,snoozed')).toEqual([
      'QuotaExceededError',
      'NotReadableError',
    ]);
    expect(
      await classes('severity=warning&stage=staging&status=for_review'),
    ).toEqual(['GraphQLError']);
    expect(await classes('search=getvideo')).toEqual(['TypeError']);
    expect(await classes('period=24h&sort=first_seen&direction=asc')).toEqual([
      'ChunkLoadError',
      'InvalidStateError',
      'OverconstrainedError',
      'GraphQLError',
      'TypeError',
    ]);
    const odd = encodeURIComponent('"ä&]=[ ');
    expect((await errors(`search=${odd}`)).total).toBe(0);
  });
});

describe('which project', () => {
  it('is the one of exactly that name, that slug of the organization, or that API key', async () => {
    const { errors } = await start();
    const urlOf = async (name: string) => (await errors('', name)).project.url;
    expect(await urlOf('webapp')).toMatch(/\/mobworx\/webapp$/);
    expect(await urlOf('webapp-again')).toMatch(/\/mobworx\/webapp$/);
    expect(await urlOf('studio-webapp')).toMatch(/\/mobworx\/studio-webapp$/);
    expect(await urlOf('ios')).toMatch(/\/mobworx\/ios-app$/);
  });

  it('is found on whichever page of the list it is, which is read once for all', async () => {
    const { bugsnag, errors } = await start();
    bugsnag.addProjects(230);
    await Promise.all(
      ['webapp', 'ios', 'studio-webapp', 'webapp'].map(name =>
        errors('', name),
      ),
    );
    expect(bugsnag.calls()).toEqual({
      '/user/organizations': 1,
      '/organizations/:id/projects': 3,
      '/projects/:id/errors': 3,
    });
  });

  it('may have been created a minute ago', async () => {
    const seed = bugsnagSeed();
    const [, mobworx] = seed.organizations;
    const [webapp] = mobworx.projects.splice(2, 1);
    const { bugsnag, get, errors } = await start({ seed });
    const missing = [404, 'project_not_found'];
    expect(refusal(await get(of('webapp')))).toEqual(missing);
    mobworx.projects.push(webapp);
    expect(refusal(await get(of('webapp')))).toEqual(missing);
    expect(bugsnag.calls()['/organizations/:id/projects']).toBe(1);
    passTime(61_000);
    expect((await errors()).total).toBe(46);
  });

  it('is nobody’s guess where several are called so', async () => {
    const seed = bugsnagSeed();
    const [labs, mobworx] = seed.organizations;
    mobworx.projects.push({ ...mobworx.projects[2], slug: 'webapp-1' });
    const { get } = await start({ seed });
    expect(refusal(await get(of('webapp')))[1]).toBe('project_ambiguous');
    await plugin.stop();
    labs.name = mobworx.name;
    const second = await start({ seed });
    expect(refusal(await second.get(of('ios')))[1]).toBe(
      'organization_ambiguous',
    );
    expect(refusal(await second.get(of('webapp-again')))[1]).toBe(
      'project_ambiguous',
    );
  });
});

it('has a trend in as many stretches as the period asks for', async () => {
  const { get } = await start();
  for (const [period, buckets] of [
    ['24h', 24],
    ['7d', 28],
    ['30d', 30],
  ]) {
    const { body } = await get(of('webapp', `trend?period=${period}`));
    const answer = trendResponseSchema.parse(body);
    expect(answer.buckets).toHaveLength(buckets as number);
    expect(answer.buckets[0].from < answer.buckets[1].from).toBe(true);
  }
});

it('has stability by day and by release, held against the target', async () => {
  const { get } = await start();
  const stability = stabilityResponseSchema.parse(
    (await get(of('ios', 'stability'))).body,
  );
  expect(stability).toMatchObject({
    stage: 'app-store',
    target: { of: 'users', target: 0.998, critical: 0.99 },
  });
  expect(stability.points).toHaveLength(30);
  expect(stability.points[0].userStability).toBeCloseTo(0.997, 2);
  const releases = releasesResponseSchema.parse(
    (await get(of('webapp', 'releases?stage=staging'))).body,
  );
  expect(releases.releases.map(({ version }) => version)).toEqual([
    '4.13.0-rc.1',
    '4.13.0-rc.0',
  ]);
  expect(releases.releases[0].sessionStability).toBeCloseTo(1 - 1 / 140);
  // Of a release that nobody has used there is no share, rather than 100% or NaN.
  expect(releases.releases[1]).not.toHaveProperty('sessionStability');
  expect(releases.releases[1]).not.toHaveProperty('userStability');
});

describe('a summary', () => {
  it('has the open errors that most users met, and the last day', async () => {
    const { get } = await start();
    const summary = summarySchema.parse(
      (await get(of('webapp', 'summary'))).body,
    );
    expect(summary.openErrors).toBe(33);
    expect(summary.worst.map(({ users }) => users)).toEqual([312, 291, 205]);
    expect(summary.stability?.sessions).toBeGreaterThan(0);
    expect(summary).not.toHaveProperty('stabilityProblem');
  });

  it('of a quiet project without sessions has nothing to show, and is no error', async () => {
    const { get } = await start();
    const summary = summarySchema.parse(
      (await get(of('android', 'summary'))).body,
    );
    expect(summary).toMatchObject({ openErrors: 0, worst: [] });
    expect(summary).not.toHaveProperty('stability');
  });
});

describe('how much is asked of Bugsnag', () => {
  it('once for any number of viewers, and nothing when warm', async () => {
    const { bugsnag, get } = await start();
    const visit = () =>
      Promise.all(ROUTES.map(route => get(of('webapp', route))));
    await Promise.all(Array.from({ length: 20 }, visit));
    const cold = bugsnag.calls();
    expect(cold).toEqual({
      '/user/organizations': 1,
      '/organizations/:id/projects': 1,
      '/projects/:id/errors': 2,
      '/projects/:id/trend': 1,
      '/projects/:id/stability_trend': 1,
      '/projects/:id/releases': 1,
    });
    await visit();
    expect(bugsnag.calls()).toEqual(cold);
  });
});

it('says what to configure where nothing is', async () => {
  for (const bugsnag of [null, { resultsPerPage: 10 }]) {
    const { get } = await start({ bugsnag });
    for (const route of ROUTES) {
      const answer = await get(of('webapp', route));
      expect(refusal(answer)).toEqual([404, 'not_configured']);
      expect(answer.body.error.message).toContain('bugsnag.token');
    }
    expect(plugin.bugsnag.calls()).toEqual({});
    await plugin.stop();
  }
  plugin = await startPlugin({ bugsnag: null });
});
