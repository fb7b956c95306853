import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { reportOf } from '../__testUtils__/report';
import { summarize } from '../report/summarize';
import { AuditQueueStore } from './AuditQueueStore';
import { AuditStore } from './AuditStore';
import type { NewAudit } from './insertAudit';
import { packReport, ReportStore } from './ReportStore';

const databases = sharedDatabases('@internal/plugin-lighthouse-backend');

const LEASE_MS = 30_000;
const DIED = { code: 'worker_died', message: 'It died.' };
const wanted: NewAudit = {
  url: 'https://www.example.com',
  formFactor: 'mobile',
  requestedBy: { type: 'schedule' },
};
const sam = { type: 'user', userRef: 'user:default/sam-okoro' } as const;

describe.each(databases.eachSupportedId())('AuditQueueStore on %p', id => {
  async function create() {
    const [knex, second] = await databases.init(id);
    const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
    return {
      clock,
      queue: new AuditQueueStore(knex, () => clock.now),
      /** Of another process of the portal. */
      other: new AuditQueueStore(second, () => clock.now),
      audits: new AuditStore(knex),
      reports: new ReportStore(knex),
    };
  }

  const ending = async () => {
    const report = reportOf();
    return {
      summary: summarize(report, { measuredBy: 'portal', machine: 'one' }),
      report: (await packReport(report))!,
    };
  };

  it('lets one of many that ask at once in, and the others join it', async () => {
    const { queue, other, audits } = await create();
    const added = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? queue : other).add(wanted),
      ),
    );
    expect(added.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(new Set(added.map(({ audit }) => audit.id)).size).toBe(1);
    expect(await audits.count()).toBe(1);
    await queue.claim('one', LEASE_MS);
    const desktop = await queue.add({ ...wanted, formFactor: 'desktop' });
    expect(desktop.joined).toBe(false);
    expect((await queue.add(wanted)).joined).toBe(true);
    await queue.finish(added[0].audit.id, 'one', await ending());
    expect((await queue.add(wanted)).joined).toBe(false);
  });

  it('gives each audit to one of several processes', async () => {
    const { queue, other, clock } = await create();
    for (const path of ['a', 'b', 'c', 'd']) {
      await queue.add({ ...wanted, url: `${wanted.url}/${path}` });
      clock.now += 1;
    }
    const claimed = await Promise.all(
      ['one', 'two', 'three', 'four', 'five'].map((holder, index) =>
        (index % 2 ? queue : other).claim(holder, LEASE_MS),
      ),
    );
    expect(claimed.filter(Boolean)).toHaveLength(4);
    expect(new Set(claimed.filter(Boolean).map(audit => audit!.id)).size).toBe(
      4,
    );
    expect(await queue.counts()).toEqual({ waiting: 0, running: 4 });
  });

  it('lets those go first that somebody waits for, and the schedule wait for its time', async () => {
    const { queue, clock } = await create();
    const at = (path: string, more: Partial<NewAudit>) =>
      queue.add({ ...wanted, url: `${wanted.url}/${path}`, ...more });
    const scheduled = await at('a', {});
    clock.now += 1;
    const later = await at('b', { notBefore: clock.now + 60_000 });
    clock.now += 1;
    const asked = await at('c', { requestedBy: sam });
    expect(await queue.waitingBehind(asked.audit.id)).toBe(0);
    expect(await queue.waitingBehind(scheduled.audit.id)).toBe(1);
    expect((await queue.claim('one', LEASE_MS))?.id).toBe(asked.audit.id);
    expect((await queue.claim('one', LEASE_MS))?.id).toBe(scheduled.audit.id);
    expect(await queue.claim('one', LEASE_MS)).toBeUndefined();
    // Now somebody asks for the one that is put off.
    const joined = await at('b', { requestedBy: sam });
    expect(joined).toMatchObject({
      joined: true,
      audit: { id: later.audit.id },
    });
    expect((await queue.claim('one', LEASE_MS))?.id).toBe(later.audit.id);
    expect(await queue.waitingBehind(later.audit.id)).toBeUndefined();
  });

  it('ends the audit of a process that died and asks for it once more, only once', async () => {
    const { queue, other, audits, clock } = await create();
    const { audit } = await queue.add(wanted);
    await queue.claim('one', LEASE_MS);
    clock.now += LEASE_MS - 1;
    expect(await queue.renew(audit.id, 'one', LEASE_MS)).toBe(true);
    clock.now += LEASE_MS;
    const died = (attempt: number) => ({ ...DIED, remedy: `${attempt}.` });
    expect(await queue.endThoseOfDead(died)).toEqual([]);
    clock.now += 1;
    const found = await Promise.all([
      queue.endThoseOfDead(died),
      other.endThoseOfDead(died),
    ]);
    expect(found.flat()).toEqual([audit.id]);
    const ended = (await audits.read(audit.id))!;
    expect(ended).toMatchObject({
      status: 'FAILED',
      failure: died(1),
      attempt: 1,
      retriedAs: expect.any(String),
    });
    // The one that was taken for dead comes back to life: its result is no longer wanted.
    expect(await queue.renew(audit.id, 'one', LEASE_MS)).toBe(false);
    expect(await queue.finish(audit.id, 'one', await ending())).toBe(false);
    const second = await queue.claim('two', LEASE_MS);
    expect(second).toMatchObject({ id: ended.retriedAs, attempt: 2 });
    clock.now += LEASE_MS + 1;
    await queue.endThoseOfDead(died);
    const last = await audits.read(second!.id);
    expect(last).toMatchObject({ status: 'FAILED', failure: died(2) });
    expect(last).not.toHaveProperty('retriedAs');
    expect(await queue.claim('three', LEASE_MS)).toBeUndefined();
  });

  it('keeps what an audit found, and its report apart', async () => {
    const { queue, audits, reports } = await create();
    const { audit } = await queue.add({ ...wanted, requestedBy: sam });
    await queue.claim('one', LEASE_MS);
    await queue.progress(audit.id, 'other', { step: 'No', done: 9 });
    await queue.progress(audit.id, 'one', { step: 'Loading', done: 1, of: 3 });
    expect(await audits.read(audit.id)).toMatchObject({
      status: 'RUNNING',
      progress: { step: 'Loading', done: 1, of: 3 },
    });
    expect(await reports.read(audit.id)).toBeUndefined();
    expect(await queue.finish(audit.id, 'one', await ending())).toBe(true);
    const kept = (await audits.read(audit.id))!;
    expect(kept).toMatchObject({
      status: 'COMPLETED',
      requestedBy: sam,
      machine: 'one',
      hasReport: true,
      finalUrl: 'https://www.example.com/start',
      lighthouseVersion: '13.5.0',
    });
    expect(kept).not.toHaveProperty('progress');
    expect(kept.categories.map(({ id: name, score }) => [name, score])).toEqual(
      [
        ['performance', 0.9],
        ['accessibility', 1],
        ['best-practices', 0.96],
        ['seo', 0.8],
        ['agentic-browsing', null],
      ],
    );
    expect(JSON.parse((await reports.read(audit.id))!)).toEqual(reportOf());
  });

  it('puts back what a process began and could not end', async () => {
    const { queue, audits, clock } = await create();
    const { audit } = await queue.add(wanted);
    await queue.claim('one', LEASE_MS);
    await queue.giveBack(audit.id, 'other');
    expect(await queue.claim('two', LEASE_MS)).toBeUndefined();
    await queue.giveBack(audit.id, 'one');
    expect(await audits.read(audit.id)).toMatchObject({ status: 'QUEUED' });
    expect(await queue.claim('two', LEASE_MS)).toMatchObject({
      id: audit.id,
      attempt: 1,
    });
    await queue.giveBack(audit.id, 'two', clock.now + 60_000);
    expect(await queue.claim('one', LEASE_MS)).toBeUndefined();
    clock.now += 60_000;
    expect(await queue.claim('one', LEASE_MS)).toMatchObject({ id: audit.id });
  });

  it('counts what somebody asked for apart from what the schedule did', async () => {
    const { queue } = await create();
    await queue.add(wanted);
    expect(await queue.countAskedFor()).toBe(0);
    expect(await queue.join({ ...wanted, formFactor: 'desktop' })).toBe(
      undefined,
    );
    await queue.add({ ...wanted, formFactor: 'desktop', requestedBy: sam });
    expect(await queue.countAskedFor()).toBe(1);
    await queue.join({ ...wanted, requestedBy: sam });
    expect(await queue.countAskedFor()).toBe(2);
    await queue.claim('one', LEASE_MS);
    expect(await queue.countAskedFor()).toBe(1);
  });
});
