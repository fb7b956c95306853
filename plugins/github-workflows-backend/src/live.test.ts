import { randomUUID } from 'node:crypto';
import {
  FormResponse,
  RunResponse,
} from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const STUDIO = '/entities/component/default/studio-service';

let portal: StartedPlugin;

beforeEach(async () => {
  // Nothing runs out by itself here: what changes has been told of.
  portal = await startPlugin({
    config: { keepLists: { minutes: 10 }, watchInterval: { minutes: 10 } },
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await portal.stop();
});

async function start(
  entity: string,
  file: string,
  ref: string,
  inputs = {},
  token = 'gho_simulated_sam-okoro',
): Promise<number> {
  const form: FormResponse = (
    await portal
      .get(`${entity}/workflows/${file}/form?ref=${encodeURIComponent(ref)}`)
      .expect(200)
  ).body;
  const { body } = await portal
    .post(
      `${entity}/workflows/${file}/dispatches`,
      {
        ref,
        inputs,
        expectedBlobSha: form.blobSha,
        idempotencyKey: randomUUID(),
      },
      { token },
    )
    .expect(201);
  return body.dispatch.runId;
}

async function runOf(runId: number, entity = APPSYNC): Promise<RunResponse> {
  return (await portal.get(`${entity}/runs/${runId}`).expect(200)).body;
}

/** Lets time pass on GitHub, until nothing is left to happen or for a while. */
async function pass(ms?: number) {
  if (ms === undefined) {
    portal.github.clock.drain();
  } else {
    portal.github.clock.advance(ms);
  }
  await portal.github.webhooks.settled();
}

const asked = () => portal.github.record.requests().length;

const signals = () =>
  portal.signals.publish.mock.calls.map(([{ message }]) => message);

const sent = () =>
  portal.notifications.send.mock.calls.map(([{ recipients, payload }]) => ({
    to: 'entityRef' in recipients && recipients.entityRef,
    title: payload.title,
    link: payload.link,
    severity: payload.severity,
  }));

describe('webhooks', () => {
  it('tell how a run goes, without a call to GitHub', async () => {
    await portal.listen();
    const runId = await start(APPSYNC, 'nightly.yml', 'master');
    expect((await runOf(runId)).run.status).toBe('queued');
    const before = asked();
    await pass();
    const { run, jobs } = await runOf(runId);
    expect(run).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(jobs.map(job => job.status)).toEqual(
      jobs.map(() => 'completed' as const),
    );
    expect(jobs[0].steps.length).toBeGreaterThan(0);
    expect(asked()).toBe(before);
    const { body } = await portal.get('/dispatches/mine?limit=1').expect(200);
    expect(body.items[0]).toMatchObject({ runId, runConclusion: 'success' });
  });

  it('and the watcher together tell the pages once', async () => {
    await portal.listen();
    const runId = await start(APPSYNC, 'nightly.yml', 'master');
    await runOf(runId);
    await pass();
    const told = signals();
    expect(told).toContainEqual({ type: 'run-changed', runId });
    await portal.tick();
    await runOf(runId);
    expect(signals()).toEqual(told);
  });

  it('that come late or twice take nothing back', async () => {
    const runId = await start(APPSYNC, 'nightly.yml', 'master');
    await runOf(runId);
    await pass();
    await portal.listen();
    const { deliveries } = portal.relay;
    // The end first, then everything from the beginning.
    for (const delivery of [deliveries.at(-1)!, ...deliveries]) {
      await portal.relay.onDelivery!(delivery);
    }
    expect((await runOf(runId)).run.status).toBe('completed');
    const told = signals();
    expect(
      told.filter(message => message.type === 'run-changed').length,
    ).toBeGreaterThan(0);
    for (const { event, payload, headers } of deliveries) {
      await portal.webhook(event, payload, headers);
    }
    await portal.webhook(deliveries[0].event, deliveries[0].payload);
    expect(signals()).toEqual(told);
    expect((await runOf(runId)).run.status).toBe('completed');
  });

  it('tell of another attempt, of which GitHub announces the jobs alone', async () => {
    await portal.listen();
    const runId = await start(APPSYNC, 'deploy.yml', 'fix/failing-migration');
    await runOf(runId);
    await pass();
    expect((await runOf(runId)).run.conclusion).toBe('failure');
    portal.github.webhooks.clear();
    await portal
      .post(`${APPSYNC}/runs/${runId}/rerun`, { jobs: 'all' })
      .expect(202);
    await pass(1);
    expect((await runOf(runId)).run).toMatchObject({ attempt: 2 });
    await pass();
    expect((await runOf(runId)).run).toMatchObject({
      attempt: 2,
      status: 'completed',
    });
    expect(sent().map(({ title }) => title)).toEqual([
      'Deploy of appsync-service failed',
      'Deploy of appsync-service failed',
    ]);
  });

  it('tell of branches, and the pages read them again', async () => {
    await portal.listen();
    const branches = async () =>
      (await portal.get(`${APPSYNC}/refs?q=brand-new`).expect(200)).body.items;
    expect(await branches()).toEqual([]);
    await portal.github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'brand-new',
      files: { 'a.txt': 'a' },
      message: 'Add a',
    });
    await portal.github.webhooks.settled();
    expect(await branches()).toHaveLength(1);
    expect(signals()).toContainEqual({ type: 'refs-changed' });
  });

  it('of a dispatch let the lists be read again', async () => {
    await portal.listen();
    await portal.webhook('workflow_dispatch', {
      repository: { name: 'appsync-service', owner: { login: 'MobWorx' } },
    });
    expect(signals()).toEqual([{ type: 'runs-changed' }]);
  });

  it('that are not as documented change nothing', async () => {
    await portal.listen();
    const runId = await start(APPSYNC, 'nightly.yml', 'master');
    await pass();
    await runOf(runId);
    const told = signals();
    const rows = () => portal.knex('runs').select('*');
    const known = await rows();
    const good = portal.relay.deliveries.find(
      ({ event }) => event === 'workflow_run',
    )!.payload;
    const id = () => ({ 'x-github-delivery': randomUUID() });
    const bad: Array<[string, unknown, Record<string, string>]> = [
      ['workflow_run', good, {}],
      ['workflow_run', good, { 'x-github-delivery': '' }],
      ['workflow_run', good, { 'x-github-delivery': 'x'.repeat(101) }],
      ['workflow_run', good, { ...id(), 'x-github-enterprise-host': 'a b' }],
      ['workflow_run', null, id()],
      ['workflow_run', 'text', id()],
      ['workflow_run', [], id()],
      ['workflow_run', { repository: good.repository }, id()],
      ['workflow_run', { ...good, repository: { name: 5 } }, id()],
      [
        'workflow_run',
        { ...good, workflow_run: { ...good.workflow_run, id: '7' } },
        id(),
      ],
      [
        'workflow_run',
        {
          ...good,
          workflow_run: { ...good.workflow_run, path: 'x'.repeat(20_000) },
        },
        id(),
      ],
      ['workflow_job', { ...good, workflow_job: { id: 1 } }, id()],
      ['deployment_review', { ...good, workflow_run: {} }, id()],
      // Of a repository that the catalog doesn't have.
      [
        'workflow_run',
        { ...good, repository: { name: 'other', owner: { login: 'MobWorx' } } },
        id(),
      ],
      ['workflow_run', good, { ...id(), 'x-github-enterprise-host': 'ghe' }],
    ];
    for (const [event, payload, headers] of bad) {
      await portal.webhook(event, payload, headers);
    }
    expect(signals()).toEqual(told);
    expect(await rows()).toEqual(known);
    const outcomes = await portal
      .knex('webhook_deliveries')
      .groupBy('outcome')
      .select('outcome')
      .count({ count: '*' });
    expect(outcomes).toEqual(
      expect.arrayContaining([
        { outcome: 'unreadable', count: 10 },
        { outcome: 'ignored', count: 2 },
      ]),
    );
  });

  it('are taken another time when the portal itself failed at them', async () => {
    await portal.listen();
    await start(APPSYNC, 'nightly.yml', 'master');
    await portal.github.webhooks.settled();
    const delivery = portal.relay.deliveries.at(-1)!;
    const headers = { ...delivery.headers, 'x-github-delivery': 'again' };
    await portal.knex.schema.renameTable('repositories', 'gone');
    await expect(
      portal.webhook(delivery.event, delivery.payload, headers),
    ).rejects.toThrow('no such table');
    expect(
      await portal.knex('webhook_deliveries').where({ id: 'again' }),
    ).toEqual([]);
    await portal.knex.schema.renameTable('gone', 'repositories');
    await portal.webhook(delivery.event, delivery.payload, headers);
    expect(
      await portal.knex('webhook_deliveries').where({ id: 'again' }),
    ).toEqual([expect.objectContaining({ outcome: 'taken' })]);
  });
});

describe('the person who ran it', () => {
  it('is told when it waits and when it ends, with a link', async () => {
    await portal.listen();
    const runId = await start(
      STUDIO,
      'deploy.yml',
      'main',
      { stage: 'production', dry_run: 'true' },
      'gho_simulated_lee-moran',
    );
    await pass(5_000);
    expect((await runOf(runId, STUDIO)).run.status).toBe('waiting');
    const notice = {
      to: 'user:default/sam-okoro',
      link: `/catalog/default/component/studio-service/workflows/runs/${runId}`,
    };
    const waits = {
      ...notice,
      title: 'Deploy of studio-service waits for approval',
      severity: 'high',
    };
    expect(sent()).toEqual([waits]);
    await portal.post(
      `${STUDIO}/runs/${runId}/cancel`,
      {},
      {
        token: 'gho_simulated_lee-moran',
      },
    );
    await pass();
    expect(sent()).toEqual([
      waits,
      {
        ...notice,
        title: 'Deploy of studio-service was cancelled',
        severity: 'normal',
      },
    ]);
  });

  it('is not told of what ended long ago, and a notice that fails harms nothing', async () => {
    const runId = await start(APPSYNC, 'nightly.yml', 'master');
    const late = await start(APPSYNC, 'nightly.yml', 'feature/schema-v2');
    portal.notifications.send.mockRejectedValue(new Error('no such plugin'));
    await pass();
    expect((await runOf(runId)).run.status).toBe('completed');
    expect(sent()).toHaveLength(1);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 48 * 3_600_000);
    await runOf(late);
    expect(sent()).toHaveLength(1);
  });
});

it('forgets what is too old to be asked for', async () => {
  await portal.listen();
  await start(APPSYNC, 'nightly.yml', 'master');
  await pass();
  await portal.tick();
  const count = async () => {
    const tables = ['runs', 'webhook_deliveries', 'notices', 'leases'];
    return Promise.all(
      tables.map(async table => (await portal.knex(table)).length > 0),
    );
  };
  await portal.knex('leases').insert({
    name: 'old',
    holder: 'nobody',
    until: 1,
  });
  expect(await count()).toEqual([true, true, true, true]);
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 41 * 24 * 3_600_000);
  await portal.runTask('forget-old-state');
  expect(await count()).toEqual([false, false, false, false]);
});
