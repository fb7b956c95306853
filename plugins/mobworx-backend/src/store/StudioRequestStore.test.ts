import { randomUUID } from 'node:crypto';
import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { AskedSession, StudioRequestStore } from './StudioRequestStore';

const databases = sharedDatabases('@internal/plugin-mobworx-backend');

const asked: AskedSession = {
  environment: 'staging',
  roomId: 'rehearsal',
  layout: 'grid',
  destinations: ['rtmp://live.example/app/****'],
};

describe.each(databases.eachSupportedId())(
  'StudioRequestStore on %p',
  databaseId => {
    async function createStore() {
      const [knex, second] = await databases.init(databaseId);
      const key = {
        userRef: 'user:default/lee-moran',
        idempotencyKey: randomUUID(),
      };
      return {
        store: new StudioRequestStore(knex),
        // Of another process of the portal.
        second: new StudioRequestStore(second),
        key,
      };
    }

    it('lets one of many requests with the same key begin, whoever is first', async () => {
      const { store, second, key } = await createStore();
      const earlier = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : second).begin(key, asked),
        ),
      );
      expect(earlier.filter(found => found === undefined)).toHaveLength(1);
      expect(earlier.find(Boolean)).toMatchObject({ asked, state: 'sending' });
      const other = { ...key, userRef: 'user:default/robin-hale' };
      expect(await store.begin(other, asked)).toBeUndefined();
    });

    it('lets one take up what was refused, with what is asked for now', async () => {
      const { store, second, key } = await createStore();
      await store.begin(key, asked);
      await store.finish(key, 'refused');
      const now = { ...asked, roomId: 'other' };
      const taken = await Promise.all(
        [store, second, store, second].map(one => one.beginAgain(key, now)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.begin(key, asked)).toMatchObject({
        asked: now,
        state: 'sending',
      });
    });

    it('keeps what came of a request, until it is old', async () => {
      const { store, key } = await createStore();
      await store.begin(key, asked);
      const session = {
        id: 's-1',
        ...asked,
        state: 'live' as const,
        startedAt: '2026-11-22T08:00:00.000Z',
        cpu: 7,
      };
      await store.finish(key, 'started', session);
      await store.forgetBefore(new Date(Date.now() - 60_000));
      expect(await store.begin(key, asked)).toEqual({
        asked,
        state: 'started',
        session,
        updatedAt: expect.any(Date),
      });
      await store.forgetBefore(new Date(Date.now() + 60_000));
      expect(await store.begin(key, asked)).toBeUndefined();
    });
  },
);
