import { Job, Run } from '@internal/plugin-github-workflows-common';
import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { KnownRun } from './mergeRun';
import { RunStore } from './RunStore';

jest.setTimeout(60_000);

const databases = sharedDatabases('@internal/plugin-github-workflows-backend');
const REPOSITORY = 'github.com/mobworx/webapp';

function makeKnown(values: Partial<Run> = {}, rest = {}): KnownRun {
  return {
    run: {
      id: 7,
      number: 3,
      attempt: 1,
      workflowName: 'CI',
      workflowFile: 'ci.yml',
      title: 'CI',
      event: 'push',
      status: 'in_progress',
      createdAt: '2026-11-22T10:00:00Z',
      ref: 'main',
      headSha: 'a'.repeat(40),
      htmlUrl: 'https://github.com/MobWorx/webapp/actions/runs/7',
      ...values,
    },
    checkSuiteId: 70,
    changedAt: 1_000,
    ...rest,
  };
}

const makeJob = (id: number, status: Job['status']): Job => ({
  id,
  name: `job ${id}`,
  status,
  steps: [],
});

describe.each(databases.eachSupportedId())('RunStore on %p', databaseId => {
  async function createStore() {
    const [knex, second] = await databases.init(databaseId);
    const changes = jest.fn(async () => {});
    const store = new RunStore(knex);
    store.onChange(changes);
    return { store, other: new RunStore(second), knex, changes };
  }

  it('keeps a run of which little is known, and adds what is told later', async () => {
    const { store, knex } = await createStore();
    const dynamic = { workflowFile: '', ref: undefined };
    const little = makeKnown(dynamic, { checkSuiteId: undefined });
    await store.record(REPOSITORY, little, 'webhook');
    expect(await store.find(REPOSITORY, 7)).toMatchObject({
      checkSuiteId: undefined,
      jobs: undefined,
      seenAt: 0,
      toldAt: expect.any(Number),
    });
    const [row] = await knex('runs').select('workflow', 'ref');
    expect(row).toEqual({ workflow: 'CI', ref: null });
    const jobs = [makeJob(1, 'in_progress')];
    await store.record(REPOSITORY, makeKnown({}, { jobs }), 'read');
    expect(await store.find(REPOSITORY, 7)).toMatchObject({
      checkSuiteId: 70,
      jobs,
      seenAt: expect.any(Number),
    });
    // Told without what was known before: that isn't forgotten.
    await store.record(REPOSITORY, little, 'webhook');
    expect(await store.find(REPOSITORY, 7)).toMatchObject({
      checkSuiteId: 70,
      jobs,
    });
  });

  it('never takes the branch of a pull request for one of the repository', async () => {
    const { store, knex } = await createStore();
    const told = makeKnown({ event: 'pull_request_target' });
    await store.record(REPOSITORY, told, 'webhook');
    expect(await knex('runs').pluck('ref')).toEqual([null]);
    expect((await store.find(REPOSITORY, 7))?.run.ref).toBe('main');
  });

  it('takes no news of an earlier attempt, of jobs gone back, or of jobs of nobody’s run', async () => {
    const { store, changes } = await createStore();
    await store.recordJob(REPOSITORY, 7, 1, makeJob(1, 'queued'));
    expect(await store.find(REPOSITORY, 7)).toBeUndefined();
    const jobs = [makeJob(1, 'in_progress')];
    await store.record(REPOSITORY, makeKnown({ attempt: 2 }, { jobs }), 'read');
    await store.recordJob(REPOSITORY, 7, 1, makeJob(9, 'completed'));
    await store.record(REPOSITORY, makeKnown({ status: 'completed' }), 'list');
    await store.recordJob(REPOSITORY, 7, 2, makeJob(1, 'queued'));
    expect(await store.find(REPOSITORY, 7)).toMatchObject({
      run: { attempt: 2, status: 'in_progress' },
      jobs,
    });
    expect(changes).toHaveBeenCalledTimes(1);
    await store.recordJob(REPOSITORY, 7, 2, makeJob(2, 'queued'));
    expect((await store.find(REPOSITORY, 7))?.jobs).toHaveLength(2);
    expect(changes).toHaveBeenCalledTimes(2);
    await store.recordJob(REPOSITORY, 7, 3, makeJob(3, 'queued'));
    expect(await store.find(REPOSITORY, 7)).toMatchObject({
      jobs: undefined,
      seenAt: 0,
    });
  });

  it('loses no job to another process that writes at the same time', async () => {
    const { store, other } = await createStore();
    await store.record(REPOSITORY, makeKnown({}, { jobs: [] }), 'read');
    await Promise.all(
      [1, 2, 3].map(id =>
        (id % 2 ? store : other).recordJob(
          REPOSITORY,
          7,
          1,
          makeJob(id, 'queued'),
        ),
      ),
    );
    const ids = (await store.find(REPOSITORY, 7))?.jobs?.map(({ id }) => id);
    expect(ids?.sort()).toEqual([1, 2, 3]);
  });

  it('gives up where another process is always first, and answers what it was told', async () => {
    const { store, knex, changes } = await createStore();
    await store.record(REPOSITORY, makeKnown(), 'read');
    changes.mockClear();
    const raise = jest.fn(() => knex('runs').increment('revision'));
    // Between reading and writing, as another process of the portal may be.
    const overtaken = new Proxy(knex, {
      apply: (target, _this, [table]) => {
        const rows = (target as any)(table);
        const { update } = rows;
        rows.update = async (row: unknown) => {
          await raise();
          return update.call(rows, row);
        };
        return rows;
      },
    });
    const told = makeKnown({ status: 'completed', conclusion: 'success' });
    const kept = await new RunStore(overtaken).record(REPOSITORY, told, 'read');
    expect(kept).toBe(told);
    expect(raise).toHaveBeenCalledTimes(5);
    expect(changes).not.toHaveBeenCalled();
    expect((await store.find(REPOSITORY, 7))?.run.status).toBe('in_progress');
  });
});
