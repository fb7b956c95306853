import { sharedDatabases } from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import { DeliveryStore } from './DeliveryStore';
import { LeaseStore } from './LeaseStore';
import { NoticeStore } from './NoticeStore';
import { RepositoryStore } from './RepositoryStore';

jest.setTimeout(60_000);

const databases = sharedDatabases('@internal/plugin-github-workflows-backend');

const NOON = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())('the stores on %p', id => {
  let now: number;
  beforeEach(() => {
    now = NOON;
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  /** Ten of a store, every other one in another process. */
  async function createTen<T>(create: (knex: Knex) => T): Promise<T[]> {
    const processes = await databases.init(id);
    return Array.from({ length: 10 }, (_, index) =>
      create(processes[index % 2]),
    );
  }

  const atOnce = async <T>(
    stores: T[],
    ask: (store: T) => Promise<boolean>,
  ): Promise<T[]> => {
    const answers = await Promise.all(stores.map(ask));
    return stores.filter((_, index) => answers[index]);
  };

  describe('of leases', () => {
    it('gives one to whoever is first, and when it has run out, once more', async () => {
      const stores = await createTen(knex => new LeaseStore(knex));
      const take = (asking = stores) =>
        atOnce(asking, store => store.take('run', MINUTE));
      const [holder, ...more] = await take();
      expect(more).toEqual([]);
      now += MINUTE;
      // It is that process's own to the last moment.
      expect(await take(stores.filter(store => store !== holder))).toEqual([]);
      expect(await take()).toEqual([holder]);
      now += MINUTE + 1;
      expect(await take()).toHaveLength(1);
    });

    it('says who holds which, until they are given back or run out', async () => {
      const [one, other] = await createTen(knex => new LeaseStore(knex));
      expect(await one.take('b', MINUTE)).toBe(true);
      expect(await other.take('a', 2 * MINUTE)).toBe(true);
      expect(await one.held()).toEqual([
        { name: 'a', until: NOON + 2 * MINUTE, ours: false },
        { name: 'b', until: NOON + MINUTE, ours: true },
      ]);
      await other.release('b');
      expect(await other.take('b', MINUTE)).toBe(false);
      await one.release('b');
      expect(await other.take('b', MINUTE)).toBe(true);
      now += MINUTE + 1;
      expect((await one.held()).map(({ name }) => name)).toEqual(['a']);
      await one.prune();
      now = NOON;
      expect((await one.held()).map(({ name }) => name)).toEqual(['a']);
    });
  });

  describe('of notices', () => {
    // Larger than 32 bits have room for, as GitHub's numbers are.
    const attempt = {
      repository: 'github.com/mobworx/appsync-service',
      runId: 19_000_000_123,
      attempt: 1,
    };
    const sam = 'user:default/sam-okoro';

    it('let one of many tell a person of an end, and each end be told', async () => {
      const stores = await createTen(knex => new NoticeStore(knex));
      for (const [what, who] of [
        ['waiting', sam],
        ['ended', sam],
        ['ended', 'user:default/kim-sato'],
      ]) {
        expect(
          await atOnce(stores, store => store.claim(attempt, what, who)),
        ).toHaveLength(1);
      }
      const again = { ...attempt, attempt: 2 };
      expect(await stores[1].claim(again, 'ended', sam)).toBe(true);
      await stores[0].prune(NOON);
      expect(await stores[1].claim(again, 'ended', sam)).toBe(false);
      await stores[0].prune(NOON + 1);
      expect(await stores[1].claim(again, 'ended', sam)).toBe(true);
    });

    it('know who follows an attempt, once each', async () => {
      const stores = await createTen(knex => new NoticeStore(knex));
      const follower = { userRef: sam, entityRef: 'component:default/appsync' };
      await Promise.all(stores.map(store => store.follow(attempt, follower)));
      expect(await stores[1].followers(attempt)).toEqual([follower]);
      expect(await stores[1].followers({ ...attempt, attempt: 2 })).toEqual([]);
      await stores[0].prune(NOON + 1);
      expect(await stores[1].followers(attempt)).toEqual([]);
    });
  });

  describe('of deliveries', () => {
    it('let one of many begin each, until it is forgotten', async () => {
      const stores = await createTen(knex => new DeliveryStore(knex));
      const begin = () =>
        atOnce(stores, store => store.begin('72d3162e', 'workflow_run'));
      expect(await begin()).toHaveLength(1);
      expect(await begin()).toEqual([]);
      await stores[0].forget('72d3162e');
      expect(await begin()).toHaveLength(1);
      now += MINUTE;
      await stores[1].prune(now);
      expect(await begin()).toHaveLength(1);
    });

    it('count what came of those of a time', async () => {
      const [one, other] = await createTen(knex => new DeliveryStore(knex));
      expect(await one.counts(NOON)).toEqual({
        taken: 0,
        ignored: 0,
        unreadable: 0,
      });
      for (const outcome of [
        'taken',
        'ignored',
        'ignored',
        'unreadable',
      ] as const) {
        const delivery = `at ${now}`;
        await one.begin(delivery, 'workflow_job');
        await other.finish(delivery, outcome);
        now += MINUTE;
      }
      expect(await other.counts(NOON + MINUTE)).toEqual({
        taken: 0,
        ignored: 2,
        unreadable: 1,
        lastAt: NOON + 3 * MINUTE,
      });
    });
  });

  describe('of repositories', () => {
    const named = (repo: string) => ({
      host: 'github.com',
      owner: 'MobWorx',
      repo,
    });
    const keyOf = (repo: string) => `github.com/mobworx/${repo}`;

    it('has those that the catalog has now, in its letters', async () => {
      const [one, other] = await createTen(knex => new RepositoryStore(knex));
      // More than one statement takes.
      const many = Array.from({ length: 250 }, (_, n) => named(`service-${n}`));
      await one.list([...many, named('Android'), named('ANDROID')]);
      expect(await other.due(NOON, 1_000)).toHaveLength(251);
      expect(await other.find([keyOf('android'), keyOf('ios')])).toEqual([
        {
          repository: named('ANDROID'),
          key: keyOf('android'),
          askedAt: 0,
        },
      ]);
      await other.answered(keyOf('service-1'), 'main');
      now += MINUTE;
      await one.list([named('Service-1')]);
      expect(await other.due(now, 1_000)).toEqual([
        {
          repository: named('Service-1'),
          key: keyOf('service-1'),
          askedAt: 0,
          defaultBranch: 'main',
          readAt: NOON,
        },
      ]);
    });

    it('knows since when, and whose turn it is', async () => {
      const [one, other] = await createTen(knex => new RepositoryStore(knex));
      await one.list(['web', 'ios', 'android'].map(named));
      await one.asked(keyOf('web'));
      now += MINUTE;
      await other.asked(keyOf('ios'));
      await other.failed(keyOf('ios'), 'GitHub does not answer.');
      expect(await one.told(keyOf('ios'))).toBe(true);
      expect(await one.told(keyOf('gone'))).toBe(false);
      const turns = async (before: number, limit = 10) =>
        (await one.due(before, limit)).map(({ repository }) => repository.repo);
      expect(await turns(now + 1)).toEqual(['android', 'web', 'ios']);
      expect(await turns(now)).toEqual(['android', 'web']);
      expect(await turns(now, 1)).toEqual(['android']);
      const [ios] = await one.find([keyOf('ios')]);
      expect(ios).toMatchObject({
        askedAt: now,
        toldAt: now,
        problem: 'GitHub does not answer.',
      });
      now += MINUTE;
      await one.answered(keyOf('ios'), 'main');
      expect(await other.find([keyOf('ios')])).toEqual([
        {
          ...ios,
          problem: undefined,
          defaultBranch: 'main',
          readAt: now,
        },
      ]);
    });
  });
});
