import { sharedDatabases } from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import {
  PAGE,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';

jest.setTimeout(60_000);

const databases = sharedDatabases();

const ask = async (portal: StartedPlugin, path = '') => {
  const url = `${PAGE}${path}`;
  const { body } = await portal.post('/audits', { url, formFactor: 'mobile' });
  return body.audit.id as string;
};

describe.each(databases.eachSupportedId())('the queue on %p', databaseId => {
  let connections: Knex[];
  let portals: StartedPlugin[];

  beforeEach(async () => {
    connections = await databases.init(databaseId);
    portals = [];
  });
  afterEach(async () => {
    await Promise.all(portals.map(portal => portal.stop()));
  });

  /** The first or the second process of the portal. */
  async function start(): Promise<StartedPlugin> {
    const portal = await startPlugin({ knex: connections[portals.length] });
    portals.push(portal);
    return portal;
  }

  it('survives a restart: what waited and what was begun is run after it', async () => {
    const portal = await start();
    const begun = await ask(portal);
    const before = await portal.runner.next();
    const waiting = await ask(portal, '/second');
    await portal.restart();
    expect(before.options.signal.aborted).toBe(true);
    await portal.runTask('work-queue');
    for (const id of [begun, waiting]) {
      const underWay = await portal.runner.next();
      expect(underWay.order.id).toBe(id);
      underWay.complete();
      expect(await portal.until(id, 'COMPLETED')).toMatchObject({ attempt: 1 });
    }
    expect(portal.runner.orders).toHaveLength(3);
  });

  it('is shared by a second process: each audit is run once, by one of them', async () => {
    const one = await start();
    const two = await start();
    const ids = [
      await ask(one, '/1'),
      await ask(one, '/2'),
      await ask(one, '/3'),
    ];
    const first = await one.runner.next();
    await two.runTask('work-queue');
    const second = await two.runner.next();
    expect(second.order.id).not.toBe(first.order.id);
    second.complete();
    (await two.runner.next()).complete();
    first.complete();
    for (const id of ids) {
      await one.until(id, 'COMPLETED');
    }
    const orders = [...one.runner.orders, ...two.runner.orders];
    expect(orders.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(two.runner.most).toBe(1);
  });

  it('joins what another process runs', async () => {
    const one = await start();
    const two = await start();
    const id = await ask(one);
    const underWay = await one.runner.next();
    const answer = await two.post('/audits', {
      url: PAGE,
      formFactor: 'mobile',
    });
    expect([answer.status, answer.body.audit.id]).toEqual([200, id]);
    underWay.complete();
    await two.until(id, 'COMPLETED');
    expect(two.runner.orders).toEqual([]);
  });

  it('takes over from a process that died: its audit failed, and another one takes its place', async () => {
    const one = await start();
    const two = await start();
    const id = await ask(one);
    await one.runner.next();
    // As if that process had ended without a word a minute ago.
    await one
      .knex('audits')
      .where({ id })
      .update({ lease_until: Date.now() - 1 });
    await two.runTask('work-queue');
    const underWay = await two.runner.next();
    const dead = await two.until(id, 'FAILED');
    expect(dead.failure).toMatchObject({ code: 'worker_died' });
    expect(dead.failure!.remedy).toContain('once more');
    expect(underWay.order.id).toBe(dead.retriedAs);
    underWay.complete();
    expect(await two.until(dead.retriedAs!, 'COMPLETED')).toMatchObject({
      attempt: 2,
      requestedBy: dead.requestedBy,
    });
    expect(two.signals.publish).toHaveBeenCalledWith(
      expect.objectContaining({
        message: { type: 'audit-changed', auditId: id },
      }),
    );
  });

  it('finds what a dead process left also while it has work itself, and does not promise a third try', async () => {
    const one = await start();
    const two = await start();
    const running = await ask(one, '/running');
    const underWay = await one.runner.next();
    const left = await ask(two, '/left');
    await two.runner.next();
    const waiting = await ask(one, '/waiting');
    await one
      .knex('audits')
      .where({ id: left })
      .update({ lease_until: Date.now() - 1, attempt: 2 });
    await one.runTask('work-queue');
    const dead = await one.until(left, 'FAILED');
    expect(dead.failure).toMatchObject({ code: 'worker_died' });
    expect(dead.failure!.remedy).not.toContain('once more');
    expect(dead).not.toHaveProperty('retriedAs');
    await one.until(running, 'RUNNING');
    await one.until(waiting, 'QUEUED');
    underWay.complete();
  });

  it('lets a queue wait that this process cannot work off', async () => {
    const portal = await start();
    const id = await ask(portal);
    (await portal.runner.next()).complete();
    await portal.until(id, 'COMPLETED');
    const other = await start();
    other.runner.available = { available: false, reason: 'No.', remedy: 'Do.' };
    await portal
      .knex('audits')
      .where({ id })
      .update({ status: 'QUEUED', open_key: 'again' });
    await other.runTask('work-queue');
    await portal.runTask('work-queue');
    expect((await portal.runner.next()).order.id).toBe(id);
    expect(other.runner.orders).toEqual([]);
  });
});
