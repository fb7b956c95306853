import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { sharedDatabases } from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import { DispatchStore, NewDispatch } from './DispatchStore';

jest.setTimeout(60_000);

const databases = sharedDatabases();

function makeDispatch(values: Partial<NewDispatch> = {}): NewDispatch {
  return {
    id: randomUUID(),
    idempotencyKey: randomUUID(),
    userRef: 'user:default/sam-okoro',
    entityRef: 'component:default/appsync-service',
    repository: 'github.com/mobworx/appsync-service',
    workflowFile: 'deploy.yml',
    ref: 'feature/schema-v2',
    refType: 'branch',
    inputs: { stage: 'staging', note: 'ü "quoted"', apiKey: 'k-1' },
    identity: 'user',
    githubLogin: 'sam-okoro',
    blobSha: 'b'.repeat(40),
    headShaSeen: 'a'.repeat(40),
    headShaSent: 'c'.repeat(40),
    ...values,
  };
}

const databaseOf = (knex: Knex) =>
  mockServices.database({ knex, migrations: { skip: false } });

describe.each(databases.eachSupportedId())(
  'DispatchStore on %p',
  databaseId => {
    async function createStore() {
      const [knex, second] = await databases.init(databaseId);
      const database = databaseOf(knex);
      return {
        store: await DispatchStore.create(database),
        // Of another process of the portal.
        other: await DispatchStore.create(databaseOf(second)),
        database,
      };
    }

    it('lets one of many requests with the same key begin, whoever is first', async () => {
      const { store, other } = await createStore();
      const key = randomUUID();
      const tries = Array.from({ length: 10 }, () =>
        makeDispatch({ idempotencyKey: key }),
      );
      const earlier = await Promise.all(
        tries.map((dispatch, index) =>
          (index % 2 ? store : other).begin(dispatch),
        ),
      );
      expect(earlier.filter(found => found === undefined)).toHaveLength(1);
      const ofKim = makeDispatch({
        idempotencyKey: key,
        userRef: 'user:default/kim-sato',
      });
      expect(await store.begin(ofKim)).toBeUndefined();
    });

    it('keeps what was asked for and what came of it', async () => {
      const { store } = await createStore();
      const dispatch = makeDispatch();
      await store.begin(dispatch);
      await store.finish(dispatch.id, 'started', 19_000_000_123);
      await store.updateRun(dispatch.repository, 19_000_000_123, {
        status: 'completed',
        conclusion: 'failure',
        headSha: 'd'.repeat(40),
      });
      expect(
        (await store.byRun(dispatch.repository, 19_000_000_123))?.dispatch,
      ).toEqual({
        id: dispatch.id,
        entityRef: dispatch.entityRef,
        workflowFile: 'deploy.yml',
        ref: 'feature/schema-v2',
        refType: 'branch',
        inputs: { ...dispatch.inputs, apiKey: '[redacted]' },
        requestedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        state: 'started',
        identity: 'user',
        githubLogin: 'sam-okoro',
        headShaSeen: 'a'.repeat(40),
        runHeadSha: 'd'.repeat(40),
        match: 'exact',
        runId: 19_000_000_123,
        runStatus: 'completed',
        runConclusion: 'failure',
      });
      expect(
        await store.byRun('github.com/mobworx/other', 19_000_000_123),
      ).toBeUndefined();
      expect(await store.byId(randomUUID())).toBeUndefined();
    });

    it('takes up a refused dispatch once', async () => {
      const { store, other } = await createStore();
      const dispatch = makeDispatch();
      await store.begin(dispatch);
      await store.finish(dispatch.id, 'refused');
      const changed = { ...dispatch, inputs: { stage: 'production' } };
      const taken = await Promise.all(
        [store, other, store, other].map(one =>
          one.beginAgain(dispatch.id, changed),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect((await store.byId(dispatch.id))?.dispatch).toMatchObject({
        state: 'sending',
        inputs: { stage: 'production' },
      });
    });

    it('lists the newest of a user, and what is to be followed after a restart', async () => {
      const { store, database } = await createStore();
      const dispatches = Array.from({ length: 4 }, () => makeDispatch());
      for (const [index, dispatch] of dispatches.entries()) {
        await store.begin(dispatch);
        await store.finish(
          dispatch.id,
          index === 3 ? 'unknown' : 'started',
          index === 3 ? undefined : index + 1,
        );
        await new Promise(resolve => setTimeout(resolve, 2));
      }
      await store.updateRun(dispatches[0].repository, 1, {
        status: 'completed',
        conclusion: 'success',
      });
      const again = await DispatchStore.create(database);
      const mine = await again.ofUser('user:default/sam-okoro', { limit: 3 });
      expect(mine.items.map(({ dispatch }) => dispatch.id)).toEqual([
        dispatches[3].id,
        dispatches[2].id,
        dispatches[1].id,
      ]);
      expect(
        await again.ofUser('user:default/sam-okoro', {
          limit: 3,
          cursor: mine.nextCursor,
        }),
      ).toEqual({
        items: [
          expect.objectContaining({
            dispatch: expect.objectContaining({ id: dispatches[0].id }),
          }),
        ],
      });
      const unfinished = await again.unfinished(new Date(Date.now() - 60_000));
      expect(unfinished.map(({ dispatch }) => dispatch.runId).sort()).toEqual([
        2, 3,
      ]);
      expect(await again.unfinished(new Date(Date.now() + 60_000))).toEqual([]);
    });
  },
);
