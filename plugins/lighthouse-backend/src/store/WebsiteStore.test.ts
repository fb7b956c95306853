import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { FormFactor } from '@internal/plugin-lighthouse-common';
import { reportOf } from '../__testUtils__/report';
import { summarize } from '../report/summarize';
import { AuditQueueStore } from './AuditQueueStore';
import { AuditStore } from './AuditStore';
import { packReport, ReportStore } from './ReportStore';
import { WebsiteStore } from './WebsiteStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const A = 'https://a.example';
const B = 'https://b.example/100%_sure';

describe.each(databases.eachSupportedId())('audits by website on %p', id => {
  async function create() {
    const knex = await databases.init(id);
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@internal/plugin-lighthouse-backend',
        'migrations',
      ),
    });
    const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
    const queue = new AuditQueueStore(knex, () => clock.now);
    /** One second later an audit that has ended. */
    async function add(
      url: string,
      performance: number | undefined,
      formFactor: FormFactor = 'mobile',
    ): Promise<string> {
      clock.now += 1000;
      const { audit } = await queue.add({
        url,
        formFactor,
        requestedBy: { type: 'schedule' },
      });
      await queue.claim('one', 1000);
      const report = reportOf({
        categories: { performance: performance ?? 0 },
      });
      await queue.finish(
        audit.id,
        'one',
        performance === undefined
          ? { failure: { code: 'x', message: 'No.' } }
          : {
              summary: summarize(report, { measuredBy: 'portal' }),
              report: (await packReport(report))!,
            },
      );
      return audit.id;
    }
    return {
      add,
      clock,
      queue,
      audits: new AuditStore(knex),
      reports: new ReportStore(knex),
      websites: new WebsiteStore(knex),
      knex,
    };
  }

  it('lists the websites with the newest audits first, and finds them by a part of their address', async () => {
    const { add, websites } = await create();
    const a1 = await add(A, 0.5);
    const b1 = await add(B, 0.6, 'desktop');
    const b2 = await add(B, undefined, 'desktop');
    const a2 = await add(A, undefined);
    const page = { limit: 10, offset: 0 };
    const list = await websites.list(page, 2);
    expect(
      list.map(({ url, audits }) => [url, audits.map(one => one.id)]),
    ).toEqual([
      [A, [a2, a1]],
      [B, [b2, b1]],
    ]);
    const second = await websites.list({ limit: 1, offset: 1 }, 1);
    expect(second.map(({ url, audits }) => [url, audits.length])).toEqual([
      [B, 1],
    ]);
    for (const [q, urls] of [
      ['B.EXAMPLE', [B]],
      ['%_', [B]],
      ['_example', []],
      ['\\', []],
    ] as const) {
      expect(await websites.count(q)).toBe(urls.length);
      const found = await websites.list({ ...page, q }, 1);
      expect(found.map(({ url }) => url)).toEqual(urls);
    }
  });

  it('keeps of each website the newest audits and the scores of the last twenty completed ones', async () => {
    const { add, audits, websites, knex } = await create();
    const first = await add(A, 0.01);
    for (let score = 2; score <= 21; score += 1) {
      await add(A, score / 100);
    }
    const last = await add(A, 0.22);
    const failed = await add(A, undefined);
    const desktop = await add(A, 0.9, 'desktop');
    const list = async () => {
      const [{ newest, trends }] = await websites.listWithTrends({
        limit: 1,
        offset: 0,
      });
      return {
        newest: new Set(newest.map(one => one.id)),
        mobile: trends.mobile?.[0].scores.map(score =>
          Math.round(score! * 100),
        ),
        desktop: trends.desktop?.map(({ id: category, scores }) => [
          category,
          scores,
        ]),
      };
    };
    const upTo = (score: number, from: number) =>
      Array.from({ length: score - from + 1 }, (_, index) => from + index);
    const whole = {
      newest: new Set([failed, desktop]),
      mobile: upTo(22, 3),
      desktop: [
        ['performance', [0.9]],
        ['accessibility', [1]],
        ['best-practices', [0.96]],
        ['seo', [0.8]],
        ['agentic-browsing', [null]],
      ],
    };
    expect(await list()).toEqual(whole);
    // As an older portal left it.
    await knex('websites').update({ trends: null });
    expect(await list()).toEqual(whole);
    await audits.delete(failed);
    await audits.delete(last);
    await audits.delete(desktop);
    const before = (await audits.read(first))!;
    expect(await list()).toEqual({
      newest: new Set([expect.any(String)]),
      mobile: upTo(21, 2),
      desktop: undefined,
    });
    await audits.forgetOld({
      before: new Date(Date.parse(before.timeCreated) + 15_500),
      keep: 1000,
    });
    expect((await list()).mobile).toEqual(upTo(21, 17));
  });

  it('never mixes form factors, and counts each', async () => {
    const { add, websites, audits } = await create();
    const mobile = [await add(A, 0.5), await add(A, 0.7)];
    await add(A, 0.9, 'desktop');
    const all = (await websites.read(A, { limit: 2, offset: 0 }))!;
    expect(all).toMatchObject({ total: 3, formFactors: ['mobile', 'desktop'] });
    expect(all.audits).toHaveLength(2);
    const one = await websites.read(A, {
      limit: 10,
      offset: 0,
      formFactor: 'mobile',
    });
    expect(one!.audits.map(audit => audit.id)).toEqual([...mobile].reverse());
    expect(one!.total).toBe(2);
    const newest = (await audits.read(mobile[1]))!;
    expect((await audits.previousOf(newest))?.id).toBe(mobile[0]);
    const first = (await audits.read(mobile[0]))!;
    expect(await audits.previousOf(first)).toBeUndefined();
    expect(await websites.read(B, { limit: 1, offset: 0 })).toBeUndefined();
  });

  it('tells which pages were never audited, on which form factor', async () => {
    const { add, websites } = await create();
    await add(A, undefined);
    expect(
      await websites.neverAudited([
        { url: A, formFactor: 'mobile' },
        { url: A, formFactor: 'desktop' },
        { url: B, formFactor: 'mobile' },
      ]),
    ).toEqual([
      { url: A, formFactor: 'desktop' },
      { url: B, formFactor: 'mobile' },
    ]);
  });

  it('forgets what is old and too much, but never the last result of a page', async () => {
    const { add, audits, reports, websites, queue, clock, knex } =
      await create();
    const result = await add(A, 0.5);
    const failed = await add(A, undefined);
    await add(B, 0.5);
    const kept = await add(B, 0.6);
    const waiting = await queue.add({
      url: 'https://c.example',
      formFactor: 'mobile',
      requestedBy: { type: 'schedule' },
      notBefore: clock.now + 3_600_000,
    });
    expect(
      await audits.forgetOld({ before: new Date(clock.now + 1), keep: 10 }),
    ).toBe(2);
    expect(await audits.read(failed)).toBeUndefined();
    expect((await audits.read(result))?.status).toBe('COMPLETED');
    expect((await audits.read(kept))?.status).toBe('COMPLETED');
    expect((await audits.read(waiting.audit.id))?.status).toBe('QUEUED');
    expect(await knex('reports')).toHaveLength(2);
    const more = [
      await add(A, 0.1),
      await add(A, undefined),
      await add(A, 0.2),
    ];
    expect(await audits.forgetOld({ before: new Date(0), keep: 2 })).toBe(2);
    expect(await audits.read(result)).toBeUndefined();
    expect(await audits.read(more[0])).toBeUndefined();
    // Deleting the last of a website deletes the website.
    expect((await audits.delete(kept))?.url).toBe(B);
    expect(await audits.delete(kept)).toBeUndefined();
    expect(await reports.read(kept)).toBeUndefined();
    expect(await websites.count('b.example')).toBe(0);
    expect(await websites.count()).toBe(2);
  });

  it('finds of several pages the newest audits and the two newest results', async () => {
    const { add, audits } = await create();
    await add(A, 0.4);
    const a = [await add(A, 0.5), await add(A, 0.6), await add(A, undefined)];
    const b = await add(B, 0.7, 'desktop');
    const found = await audits.newestOf([A, B]);
    expect(found.map(audit => audit.id)).toEqual([b, ...a.reverse()]);
    expect(found[0].metrics).not.toEqual([]);
  });
});
