import {
  overviewResponseSchema,
  OverviewResponse,
  statusResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { GUEST, ROBIN } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

afterEach(async () => {
  jest.restoreAllMocks();
  await portal.stop();
});

async function overview(query = ''): Promise<OverviewResponse> {
  const { body } = await portal.get(`/overview${query}`).expect(200);
  return overviewResponseSchema.parse(body);
}

const asked = () => portal.github.record.requests().length;

/** Reads all repositories of the catalog, however many rounds that takes. */
async function readAll() {
  await portal.runTask('list-repositories');
  for (let round = 0; round < 3; round++) {
    await portal.runTask('refresh-repositories');
  }
}

function sourceOf({ sources }: OverviewResponse, name: string) {
  return sources.find(({ repository }) => repository === `MobWorx/${name}`);
}

describe('the overview', () => {
  beforeEach(async () => {
    portal = await startPlugin();
  });

  it('tells what runs, waits and has failed, from what is known, and how old that is', async () => {
    expect(await overview()).toMatchObject({ running: [], failed: [] });
    expect(sourceOf(await overview(), 'appsync-service')).toMatchObject({
      entityRef: 'component:default/appsync-service',
    });
    expect(
      sourceOf(await overview(), 'appsync-service')!.readAt,
    ).toBeUndefined();
    await portal.github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'master',
      files: { 'a.txt': 'a' },
      message: 'Add a',
    });
    await readAll();
    const before = asked();
    const found = await overview();
    expect(found.running).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/appsync-service',
        run: expect.objectContaining({ status: 'queued', title: 'Add a' }),
      }),
    ]);
    // A workflow whose last run on the default branch failed, and no other.
    expect(found.failed.length).toBeGreaterThan(0);
    for (const { run } of found.failed) {
      expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' });
      expect(['master', 'main']).toContain(run.ref);
    }
    const workflows = found.failed.map(
      ({ entityRef, run }) => `${entityRef} ${run.workflowFile}`,
    );
    expect(new Set(workflows).size).toBe(workflows.length);
    expect(sourceOf(found, 'appsync-service')!.readAt).toBeDefined();
    expect(sourceOf(found, 'no-such-repository')!.problem).toMatch(
      /no such repository/,
    );
    expect(asked()).toBe(before);
  });

  it('shows those of a System or an owner, each run once, and only what the caller may read', async () => {
    await readAll();
    const names = ({ sources }: OverviewResponse) =>
      sources.map(({ entityRef }) => entityRef);
    expect(names(await overview('?system=system:default/studio'))).toEqual([
      'component:default/studio-service',
    ]);
    expect(names(await overview('?owner=group:default/studio'))).toEqual([
      'component:default/studio-service',
    ]);
    expect(names(await overview('?owner=group:default/nobody'))).toEqual([]);
    portal.deny('githubWorkflows.read');
    expect(await overview()).toEqual({
      running: [],
      waiting: [],
      failed: [],
      more: false,
      sources: [],
    });
  });

  it('knows of a run that waits, also when it is older than the newest hundred', async () => {
    await portal
      .post(
        '/entities/component/default/studio-service/workflows/deploy.yml/dispatches',
        {
          ref: 'main',
          inputs: { stage: 'production', dry_run: 'true' },
          expectedBlobSha: (
            await portal.get(
              '/entities/component/default/studio-service/workflows/deploy.yml/form?ref=main',
            )
          ).body.blobSha,
          idempotencyKey: '0190b0a0-0000-7000-8000-000000000001',
        },
        { token: 'gho_simulated_lee-moran' },
      )
      .expect(201);
    portal.github.clock.advance(5_000);
    for (let push = 0; push < 101; push++) {
      await portal.github.state.push({
        owner: 'MobWorx',
        repo: 'studio-service',
        branch: 'main',
        files: { 'a.txt': `${push}` },
        message: `Push ${push}`,
      });
    }
    portal.github.clock.drain();
    await readAll();
    const found = await overview('?system=system:default/studio');
    expect(found.waiting).toHaveLength(1);
    expect(found.running).toEqual([]);
    // What was under way and has gone from the lists is asked for by itself.
    const waiting = await portal
      .knex('runs')
      .where({ status: 'waiting' })
      .first();
    const run = { ...JSON.parse(waiting.run), id: 999 };
    await portal
      .knex('runs')
      .insert({ ...waiting, run_id: 999, run: JSON.stringify(run) });
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 600_000);
    await readAll();
    expect(await portal.knex('runs').where({ run_id: 999 })).toEqual([]);
  });

  it('is refreshed in turn, seldom where webhooks tell, and not while GitHub has no calls to spare', async () => {
    await readAll();
    const before = asked();
    await portal.runTask('refresh-repositories');
    expect(asked()).toBe(before);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 400_000);
    await portal.webhook('push', {
      repository: { name: 'stream-service', owner: { login: 'MobWorx' } },
    });
    portal.github.record.clear();
    await readAll();
    const paths = portal.github.record.requests().map(({ path }) => path);
    expect(paths.join()).toMatch('appsync-service/actions/runs');
    expect(paths.join()).not.toMatch('stream-service/actions/runs');
    // GitHub's budget is as good as used up.
    jest.spyOn(Date, 'now').mockReturnValue(now + 800_000);
    portal.github.faults.add({
      path: 'MobWorx',
      fault: { kind: 'rate_limit', resetInSeconds: 3_000 },
    });
    portal.github.record.clear();
    await readAll();
    await readAll();
    expect(portal.github.record.requests()).toHaveLength(1);
  });

  it.each([
    ['system=studio', /system: is not an entity ref/],
    ['system=', /system: is not an entity ref/],
    [`owner=group:default/${'x'.repeat(300)}`, /owner/],
    ['owner=group:default/a&owner=group:default/b', /owner/],
    ['owner=group:default/../secrets', /owner/],
    ['repository=MobWorx/webapp', /repository/],
  ])('refuses ?%s', async (query, says) => {
    const { body } = await portal.get(`/overview?${query}`).expect(400);
    expect(body.error).toMatchObject({ code: 'request_invalid' });
    expect(body.error.message).toMatch(says);
  });
});

describe('the status', () => {
  beforeEach(async () => {
    portal = await startPlugin();
  });

  it('shows the platform team budgets, webhooks and what is watched', async () => {
    await portal.listen();
    await portal.get(`${APPSYNC}/workflows?ref=master`).expect(200);
    await portal.github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'master',
      files: { 'a.txt': 'a' },
      message: 'Add a',
    });
    await portal.github.webhooks.settled();
    const { body: runs } = await portal.get(`${APPSYNC}/runs`).expect(200);
    await portal.get(`${APPSYNC}/runs/${runs.items[0].id}`).expect(200);
    await portal.tick();
    const { body } = await portal.get('/status', ROBIN).expect(200);
    const status = statusResponseSchema.parse(body);
    const core = status.budgets.find(({ resource }) => resource === 'core')!;
    expect(core).toMatchObject({ host: 'github.com', credential: 'token' });
    expect(core.limit! - core.remaining!).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/ghp_/);
    expect(status.webhooks).toMatchObject({ unreadable: 0, ignored: 0 });
    expect(status.webhooks.taken).toBeGreaterThan(0);
    expect(status.webhooks.lastAt).toBeDefined();
    const runId = runs.items[0].id;
    expect(status.watched).toEqual([expect.objectContaining({ runId })]);
    expect(status.leases).toEqual([
      expect.objectContaining({
        ours: true,
        name: expect.stringMatching(`${runId}`),
      }),
    ]);
  });

  it('is for the platform team alone, and takes no questions', async () => {
    for (const user of ['user:default/kim-sato', GUEST]) {
      const { body } = await portal.get('/status', user).expect(403);
      expect(body.error.code).toBe('not_permitted');
    }
    await portal.get('/status?all=true', ROBIN).expect(400);
  });
});
