import {
  RunsResponse,
  runsResponseSchema,
  WorkflowsResponse,
  workflowsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const REPOSITORY = 'MobWorx/appsync-service';
const INCLUDE = 'github-workflows.mobworx.com/include';
const EXCLUDE = 'github-workflows.mobworx.com/exclude';
const VEECODE = 'github.com/workflows';

const views: Record<string, Record<string, string>> = {
  whole: {},
  deploys: { [INCLUDE]: 'deploy.yml, nightly.*' },
  'no-ci': { [EXCLUDE]: 'c[hi].yml' },
  both: { [INCLUDE]: '*.yml', [EXCLUDE]: 'deploy.yml' },
  veecode: { [VEECODE]: 'ci.yml,nightly.yml' },
  'veecode-json': { [VEECODE]: '["ci.yml", {"workflow":"nightly.yml"}]' },
  'own-first': { [VEECODE]: 'ci.yml', [INCLUDE]: 'deploy.yml' },
  'a-folder': { [INCLUDE]: '.github/workflows/deploy.yml' },
  'an-extglob': { [EXCLUDE]: '+(a|aa).yml' },
  nothing: { [INCLUDE]: '' },
  'too-many': { [INCLUDE]: Array(51).fill('a.yml').join() },
  'bad-json': { [VEECODE]: '[{"file":"ci.yml"}]' },
};

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin({ components: views });
});
afterAll(async () => portal.stop());

async function runsOf(name: string, query = ''): Promise<RunsResponse> {
  const { body } = await portal
    .get(`/entities/component/default/${name}/runs?${query}`)
    .expect(200);
  return runsResponseSchema.parse(body);
}

async function workflowsOf(name: string): Promise<WorkflowsResponse> {
  const { body } = await portal
    .get(`/entities/component/default/${name}/workflows?ref=master`)
    .expect(200);
  return workflowsResponseSchema.parse(body);
}

/** Base names of the workflows of the runs, each once, in order. */
const filesOf = (runs: RunsResponse) =>
  [...new Set(runs.items.map(run => run.workflowFile))].sort();

/** Adds runs like the newest one of a workflow, a minute older each. */
function addRuns(file: string, count: number) {
  const { runs } = portal.github.state.repository(REPOSITORY);
  const [like] = runs.filter(({ workflow }) => workflow.path.endsWith(file));
  const ids = portal.github.state.ids;
  const oldest = Math.min(...runs.map(({ createdAt }) => createdAt));
  runs.unshift(
    ...Array.from({ length: count }, (_, at) => ({
      ...like,
      id: ids.run(),
      createdAt: oldest - (at + 1) * 60_000,
    })),
  );
}

describe('filters of the list of runs', () => {
  afterEach(async () => portal.github.reset());

  it.each<[string, (run: RunsResponse['items'][number]) => boolean]>([
    ['status=failure', run => run.conclusion === 'failure'],
    ['status=cancelled', run => run.conclusion === 'cancelled'],
    ['status=completed', run => run.status === 'completed'],
    ['event=schedule', run => run.event === 'schedule'],
    ['actor=robin-hale', run => run.actor === 'robin-hale'],
    ['ref=feature/schema-v2', run => run.ref === 'feature/schema-v2'],
    [
      'workflow=ci.yml&status=failure&event=push',
      run => run.workflowFile === 'ci.yml' && run.conclusion === 'failure',
    ],
  ])('%s is applied by GitHub', async (query, fits) => {
    const all = await runsOf('whole');
    const found = await runsOf('whole', query);
    expect(found.items.length).toBeGreaterThan(0);
    expect(found.items.map(({ id }) => id)).toEqual(
      all.items.filter(fits).map(({ id }) => id),
    );
    expect(found).toMatchObject({ totalCount: found.items.length });
    expect(found.limitedTo).toBeUndefined();
  });

  it('takes days, from, to and between', async () => {
    const { items } = await runsOf('whole');
    const days = items.map(({ createdAt }) => createdAt.slice(0, 10));
    const [newest, oldest] = [days[0], days.at(-1)!];
    const middle = days[Math.floor(days.length / 2)];
    const count = async (query: string) =>
      (await runsOf('whole', query)).totalCount;
    expect(await count(`from=${middle}`)).toBe(
      days.filter(day => day >= middle).length,
    );
    expect(await count(`to=${middle}`)).toBe(
      days.filter(day => day <= middle).length,
    );
    expect(await count(`from=${oldest}&to=${newest}`)).toBe(days.length);
    expect(await count(`from=2031-01-01`)).toBe(0);
  });

  it('says where the thousand results of GitHub end, and only there', async () => {
    addRuns('ci.yml', 1_100);
    const filtered = await runsOf('whole', 'actor=sam-okoro&page=50');
    expect(filtered).toMatchObject({
      totalCount: 1_000,
      hasMore: false,
      limitedTo: 1_000,
    });
    expect(filtered.items).toHaveLength(20);
    const beyond = await runsOf('whole', 'actor=sam-okoro&page=51');
    expect(beyond.items).toEqual([]);
    const unfiltered = await runsOf('whole', 'page=51');
    expect(unfiltered.limitedTo).toBeUndefined();
    expect(unfiltered.totalCount).toBeGreaterThan(1_100);
    expect(unfiltered).toMatchObject({ hasMore: true });
    expect(unfiltered.items).toHaveLength(20);
    const merged = await runsOf('veecode', 'page=50');
    expect(merged).toMatchObject({ totalCount: 1_000, limitedTo: 1_000 });
    expect(merged.items).toHaveLength(20);
  });

  it.each([
    'status=broken',
    'status=success&status=failure',
    'event=Push!',
    `event=${'e'.repeat(65)}`,
    'actor=a%20b',
    'actor=-a',
    `actor=${'a'.repeat(101)}`,
    'from=yesterday',
    'from=2026-02-30',
    'from=2026-11-22T10:00:00Z',
    'from=2026-11-02&to=2026-11-01',
    'to=*',
    'created=2026-11-22',
    'page=0',
    'workflow=../../x.yml',
  ])('%s is refused', async query => {
    const { status, body } = await portal.get(
      `/entities/component/default/whole/runs?${query}`,
    );
    expect([status, body.error.code]).toEqual([400, 'request_invalid']);
    expect(body.error.message).toMatch(/\S/);
  });
});

describe('an entity that shows a part of the workflows', () => {
  afterEach(async () => portal.github.reset());

  it.each([
    ['deploys', ['deploy.yml', 'nightly.yml']],
    ['no-ci', ['broken.yml', 'deploy.yml', 'nightly.yml']],
    ['veecode', ['ci.yml', 'nightly.yml']],
    ['veecode-json', ['ci.yml', 'nightly.yml']],
    ['own-first', ['deploy.yml']],
  ])('%s lists those workflows and their runs', async (name, files) => {
    const workflows = await workflowsOf(name);
    const shown = workflows.items.map(({ file }) => file);
    expect(shown).toEqual(expect.arrayContaining(files.slice(-1)));
    expect(workflows.view).toBeDefined();
    const runs = await runsOf(name);
    expect(runs.view).toEqual(workflows.view);
    expect(runs.items.length).toBeGreaterThan(1);
    for (const file of filesOf(runs)) {
      expect(files).toContain(file);
      expect(shown).toContain(file);
    }
    const times = runs.items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const { items } = await runsOf('whole');
    expect(runs.totalCount).toBe(
      items.filter(run => files.includes(run.workflowFile)).length,
    );
  });

  it('combines include and exclude', async () => {
    const shown = (await workflowsOf('both')).items.map(({ file }) => file);
    expect(shown).toContain('ci.yml');
    expect(shown).not.toContain('deploy.yml');
    expect((await runsOf('both', 'workflow=ci.yml')).totalCount).toBe(
      (await runsOf('whole', 'workflow=ci.yml')).totalCount,
    );
    expect(await runsOf('both', 'workflow=deploy.yml')).toMatchObject({
      items: [],
      totalCount: 0,
      view: { include: ['*.yml'], exclude: ['deploy.yml'] },
    });
  });

  it('hides no form: the view is no permission', async () => {
    const { status } = await portal.get(
      '/entities/component/default/both/workflows/deploy.yml/form?ref=master',
    );
    expect(status).toBe(200);
  });

  it('pages through merged lists', async () => {
    addRuns('nightly.yml', 130);
    const pages: RunsResponse[] = [];
    for (let page = 1; page <= 7; page++) {
      // A query of its own: another test's answer may still be kept.
      pages.push(await runsOf('deploys', `from=2020-01-01&page=${page}`));
    }
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages.map(({ hasMore }) => hasMore)).toEqual(
      pages.map(({ page }) => page * 20 < pages[0].totalCount),
    );
    expect(ids.length).toBe(Math.min(140, pages[0].totalCount));
  });

  it('looks through the list of all runs where many workflows are shown, and says how far', async () => {
    const repository = portal.github.state.repository(REPOSITORY);
    for (let at = 0; at < 10; at++) {
      repository.workflows.push({
        ...repository.workflows[0],
        id: portal.github.state.ids.workflow(),
        path: `.github/workflows/more-${at}.yml`,
      });
    }
    addRuns('ci.yml', 1_200);
    addRuns('nightly.yml', 5);
    const few = await runsOf('no-ci', 'event=schedule');
    expect(few.searched).toBeUndefined();
    expect(filesOf(few)).toEqual(['nightly.yml']);
    const far = await runsOf('no-ci');
    expect(far.searched).toBe(1_000);
    expect(far).toMatchObject({ hasMore: false });
    expect(far.totalCount).toBe(far.items.length);
    expect(filesOf(far)).not.toContain('ci.yml');
    addRuns('nightly.yml', 2_000);
    const near = await runsOf('both', 'page=2');
    expect(near).toMatchObject({ searched: 100, hasMore: true });
    expect(near.items).toHaveLength(20);
  });

  it.each([
    ['a-folder', INCLUDE],
    ['an-extglob', EXCLUDE],
    ['nothing', INCLUDE],
    ['too-many', INCLUDE],
    ['bad-json', VEECODE],
  ])('%s is told in words', async (name, annotation) => {
    for (const list of ['runs', 'workflows?ref=master']) {
      const { status, body } = await portal.get(
        `/entities/component/default/${name}/${list}`,
      );
      expect([status, body.error.code]).toEqual([400, 'annotation_malformed']);
      expect(body.error.message).toContain(annotation);
      expect(body.error.remedy).toContain('commas between');
    }
  });
});
