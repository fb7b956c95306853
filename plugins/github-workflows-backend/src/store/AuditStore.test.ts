import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { auditQuerySchema } from '@internal/plugin-github-workflows-common';
import createKnex, { Knex } from 'knex';
import { AuditStore, NewAuditEntry } from './AuditStore';
import { DispatchStore } from './DispatchStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const SAM = 'user:default/sam-okoro';
const KIM = 'user:default/kim-sato';

function makeEntry(values: Partial<NewAuditEntry> = {}): NewAuditEntry {
  return {
    action: 'dispatch',
    userRef: SAM,
    entityRef: 'component:default/appsync-service',
    repository: 'github.com/mobworx/appsync-service',
    workflowFile: 'deploy.yml',
    ref: 'master',
    ...values,
  };
}

const ask = (query: object = {}) => auditQuerySchema.parse(query);

/** Writes 100,000 entries, one a minute, as quickly as the database can. */
async function fill(knex: Knex) {
  const series = knex.client.config.client.includes('sqlite')
    ? 'with recursive s(n) as (select 1 union all select n + 1 from s where n < 100000)'
    : 'with s(n) as (select generate_series(1, 100000))';
  await knex.raw(`
    insert into audit
      (at, action, user_ref, entity_ref, repository, workflow_file, ref, inputs, details, identity, outcome)
    ${series}
    select 1700000000000 + cast(n as bigint) * 60000,
      case n % 7 when 0 then 'cancel' when 1 then 'rerun' else 'dispatch' end,
      'user:default/user-' || (n % 40),
      'component:default/entity-' || (n % 120),
      'github.com/mobworx/repository-' || (n % 120),
      'workflow-' || (n % 30) || '.yml',
      'main', '{"stage":"staging"}', '{}', 'user',
      case n % 50 when 0 then 'failed' else 'done' end
    from s`);
  await knex.raw('analyze audit');
}

describe.each(databases.eachSupportedId())('AuditStore on %p', databaseId => {
  async function createStore() {
    const knex = await databases.init(databaseId);
    const database = mockServices.database({
      knex,
      migrations: { skip: false },
    });
    await DispatchStore.create(database);
    return { store: await AuditStore.create(database), knex };
  }

  it('keeps what was done and what came of it, without secrets', async () => {
    const { store } = await createStore();
    const id = await store.begin(
      makeEntry({
        githubLogin: 'sam-okoro',
        environment: 'production',
        inputs: {
          stage: 'staging',
          npm_token: 'x',
          note: 'ghp_abc',
          empty: '',
        },
        details: { debug: true },
      }),
    );
    const under = await store.page(ask());
    expect(under).toEqual({
      items: [
        {
          id,
          at: expect.stringMatching(/^\d{4}-.*Z$/),
          action: 'dispatch',
          user: SAM,
          githubLogin: 'sam-okoro',
          entityRef: 'component:default/appsync-service',
          repository: 'github.com/mobworx/appsync-service',
          workflowFile: 'deploy.yml',
          ref: 'master',
          environment: 'production',
          inputs: {
            stage: 'staging',
            npm_token: '[redacted]',
            note: '[redacted]',
            empty: '',
          },
          details: { debug: true },
          identity: 'user',
          outcome: 'pending',
        },
      ],
    });
    await store.finish(id, {
      outcome: 'done',
      runId: 19_000_000_123,
      githubLogin: 'mobworx-portal[bot]',
      identity: 'app',
    });
    expect((await store.page(ask())).items[0]).toMatchObject({
      outcome: 'done',
      runId: 19_000_000_123,
      githubLogin: 'mobworx-portal[bot]',
      identity: 'app',
    });
  });

  it('takes a repeated request for the same entry, and a try after a refusal for another', async () => {
    const { store } = await createStore();
    const ids = await Promise.all(
      [1, 2, 3].map(() => store.begin(makeEntry({ key: 'k' }))),
    );
    expect(new Set(ids).size).toBe(1);
    await store.finish(ids[0], { outcome: 'done', runId: 5 });
    await store.finish(ids[0], { outcome: 'refused', errorCode: 'late' });
    expect((await store.page(ask())).items).toEqual([
      expect.objectContaining({ outcome: 'done', runId: 5 }),
    ]);

    const refused = await store.begin(makeEntry({ key: 'other' }));
    await store.finish(refused, {
      outcome: 'refused',
      errorCode: 'form_outdated',
    });
    const again = await store.begin(makeEntry({ key: 'other' }));
    expect(again).not.toBe(refused);
    expect((await store.page(ask({ outcome: 'refused' }))).items).toEqual([
      expect.objectContaining({ id: refused, errorCode: 'form_outdated' }),
    ]);
  });

  it('begins another entry when the earlier one with its key is refused in between', async () => {
    const { knex } = await createStore();
    // With one connection each query waits for the one before it.
    const single =
      databaseId === 'SQLITE_3'
        ? knex
        : createKnex({ ...knex.client.config, pool: { min: 0, max: 1 } });
    const store = await AuditStore.create(
      mockServices.database({ knex: single, migrations: { skip: true } }),
    );
    const entry = makeEntry({ key: `${SAM} form-1` });
    const first = await store.begin(entry);
    let refusal: Promise<void> | undefined;
    // Between the try to write it down and the look at the one that is there.
    single.on('query-response', () => {
      refusal ??= store.finish(first, { outcome: 'refused' });
    });
    const second = await store.begin(entry);
    await refusal;
    const { items } = await store.page(ask());
    expect(items.map(({ id, outcome }) => [id, outcome])).toEqual([
      [second, 'pending'],
      [first, 'refused'],
    ]);
    await single.destroy();
  });

  it('gives what fits every filter, newest first, page by page', async () => {
    const { store, knex } = await createStore();
    const entries: Partial<NewAuditEntry>[] = [
      {},
      { userRef: KIM, entityRef: 'component:default/stream-service' },
      { action: 'cancel', runId: 7 },
      { workflowFile: 'nightly.yml' },
      { workflowFile: undefined, ref: undefined },
    ];
    const ids: string[] = [];
    for (const [day, entry] of entries.entries()) {
      const id = await store.begin(makeEntry(entry));
      ids.push(id);
      await knex('audit')
        .where({ id })
        .update({ at: Date.parse(`2026-11-1${day}T12:00:00Z`) });
    }
    await store.finish(ids[3], { outcome: 'failed', errorCode: 'x' });

    const found = async (query: object) =>
      (await store.page(ask(query))).items.map(({ id }) => ids.indexOf(id));
    expect(await found({})).toEqual([4, 3, 2, 1, 0]);
    expect(await found({ user: KIM })).toEqual([1]);
    expect(await found({ entity: 'Component:default/Stream-Service' })).toEqual(
      [1],
    );
    expect(await found({ workflow: 'nightly.yml' })).toEqual([3]);
    expect(await found({ action: 'cancel' })).toEqual([2]);
    expect(await found({ outcome: 'failed' })).toEqual([3]);
    expect(await found({ from: '2026-11-12', to: '2026-11-13' })).toEqual([
      3, 2,
    ]);
    expect(await found({ to: '2026-11-12T12:00:00Z' })).toEqual([2, 1, 0]);
    expect(await found({ from: '2026-11-12T14:00:00.001+02:00' })).toEqual([
      4, 3,
    ]);
    expect(await found({ user: SAM, action: 'dispatch', limit: 2 })).toEqual([
      4, 3,
    ]);

    // Two of the same millisecond on either side of the end of a page.
    await knex('audit')
      .whereIn('id', [ids[2], ids[3]])
      .update({ at: Date.parse('2026-11-13T12:00:00Z') });
    const first = await store.page(ask({ limit: 2 }));
    const second = await store.page(
      ask({ limit: 2, cursor: first.nextCursor }),
    );
    const third = await store.page(
      ask({ limit: 2, cursor: second.nextCursor }),
    );
    expect(
      [first, second, third].flatMap(({ items }) =>
        items.map(({ id }) => ids.indexOf(id)),
      ),
    ).toEqual([4, 3, 2, 1, 0]);
    expect(third.nextCursor).toBeUndefined();
  });

  it('gives up what was cut off, and deletes what is too old', async () => {
    const { store, knex } = await createStore();
    await knex.batchInsert(
      'audit',
      Array.from({ length: 6_000 }, (_value, n) => ({
        at: n,
        action: 'dispatch',
        user_ref: SAM,
        entity_ref: 'component:default/appsync-service',
        repository: 'r',
        inputs: '{}',
        details: '{}',
        identity: 'user',
        outcome: 'done',
      })),
      500,
    );
    await store.begin(makeEntry());
    await store.giveUp(new Date(Date.now() - 1_000));
    expect((await store.page(ask())).items[0].outcome).toBe('pending');
    await store.giveUp(new Date(Date.now() + 1_000));
    expect((await store.page(ask())).items[0].outcome).toBe('unknown');
    expect(await store.prune(new Date(5_990))).toBe(5_990);
    expect((await store.page(ask())).items).toHaveLength(11);
  });

  it('finds the newest page of 100,000 entries by an index, whatever the filter', async () => {
    const { store, knex } = await createStore();
    await fill(knex);
    const asked: { sql: string; bindings: unknown[] }[] = [];
    knex.on('query', ({ sql, bindings }) => asked.push({ sql, bindings }));
    const newest = await store.page(ask());
    expect(newest.items).toHaveLength(50);
    for (const query of [
      {},
      { cursor: newest.nextCursor },
      { user: 'user:default/user-7' },
      { entity: 'component:default/entity-7' },
      { workflow: 'workflow-7.yml' },
      { action: 'cancel' },
      { outcome: 'failed' },
      { from: '2024-01-01', to: '2024-02-01' },
    ]) {
      asked.length = 0;
      await store.page(ask(query));
      const [{ sql, bindings }] = asked;
      const isSqlite = databaseId === 'SQLITE_3';
      const plan = JSON.stringify(
        await knex.raw(
          `explain ${isSqlite ? 'query plan ' : ''}${isSqlite ? sql : sql.replace(/\$\d+/g, '?')}`,
          bindings as never,
        ),
      );
      expect(plan).toMatch(/index/i);
      expect(plan).not.toMatch(/seq scan|temp b-tree/i);
    }
  });
});
