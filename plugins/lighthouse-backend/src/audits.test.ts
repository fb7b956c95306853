import {
  auditResponseSchema,
  createAuditResponseSchema,
  lighthouseStateSchema,
  lhrSchema,
} from '@internal/plugin-lighthouse-common';
import { refusal } from './__testUtils__/refusal';
import {
  PAGE,
  SAM,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin();
});
afterEach(async () => portal.stop());

const ask = (formFactor = 'mobile', url = PAGE) =>
  portal.post('/audits', { url, formFactor });

describe('an audit', () => {
  it('is asked for, gets on, ends, and every open page hears of it', async () => {
    const asked = await ask();
    expect(asked.status).toBe(201);
    const { audit, joined } = createAuditResponseSchema.parse(asked.body);
    expect(joined).toBe(false);
    expect(audit).toMatchObject({
      url: PAGE,
      formFactor: 'mobile',
      requestedBy: { type: 'user', userRef: SAM },
      attempt: 1,
      categories: [],
      hasReport: false,
    });
    const { order, options, complete } = await portal.runner.next();
    expect(order).toEqual({ id: audit.id, url: PAGE, formFactor: 'mobile' });
    options.onProgress({ step: 'Loading the page', done: 1, of: 4 });
    options.onProgress({ step: 'Measuring', done: 2, of: 4 });
    const running = await portal.until(audit.id, 'RUNNING');
    while (
      (await portal.get(`/audits/${audit.id}`)).body.audit.progress?.done !== 2
    );
    expect(running.timeStarted).toBeDefined();
    complete();
    await portal.until(audit.id, 'COMPLETED');
    const { body } = await portal.get(`/audits/${audit.id}`);
    const ended = auditResponseSchema.parse(body);
    expect(ended.audit).toMatchObject({
      measuredBy: 'portal',
      lighthouseVersion: '13.5.0',
      hasReport: true,
    });
    expect(ended.audit.categories).toHaveLength(5);
    expect(ended).not.toHaveProperty('previousAuditId');
    expect(portal.signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'lighthouse',
      message: { type: 'audit-changed', auditId: audit.id },
    });
  });

  it('is one when two ask for it at once', async () => {
    const answers = await Promise.all(
      [
        PAGE,
        `${PAGE}/`,
        `${PAGE}#top`,
        PAGE.toUpperCase().replace('SHOP', 'shop'),
      ].map(url => ask('mobile', url)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 201,
    ]);
    expect(new Set(answers.map(({ body }) => body.audit.id)).size).toBe(1);
    (await portal.runner.next()).complete();
    await portal.until(answers[0].body.audit.id, 'COMPLETED');
    expect(portal.runner.orders).toHaveLength(1);
    expect((await ask()).status).toBe(201);
  });

  it('waits for its turn: one is run at a time', async () => {
    const first = (await ask()).body.audit;
    const current = await portal.runner.next();
    const second = (await ask('desktop')).body.audit;
    const third = (await ask('mobile', 'http://127.0.0.1:9/other')).body.audit;
    expect(second).toMatchObject({ status: 'QUEUED', waitingBehind: 0 });
    expect(third).toMatchObject({ status: 'QUEUED', waitingBehind: 1 });
    expect((await portal.get('/state')).body.queue).toEqual({
      waiting: 2,
      running: 1,
    });
    current.complete();
    for (const { id } of [first, second, third]) {
      if (id !== first.id) {
        (await portal.runner.next()).complete();
      }
      await portal.until(id, 'COMPLETED');
    }
    expect(portal.runner.most).toBe(1);
  });

  it('fails with the reason of the runner, and is tried once more only where that helps', async () => {
    const { id } = (await ask()).body.audit;
    (await portal.runner.next()).end({
      status: 'failed',
      code: 'page_unreachable',
      message: 'Nobody answers at 127.0.0.1:9.',
      remedy: 'See whether the page is up.',
      retry: false,
    });
    const failed = await portal.until(id, 'FAILED');
    expect(failed).toMatchObject({
      failure: {
        code: 'page_unreachable',
        message: 'Nobody answers at 127.0.0.1:9.',
      },
      categories: [],
      hasReport: false,
    });
    expect(failed).not.toHaveProperty('retriedAs');
    const again = (await ask()).body.audit;
    for (const attempt of [1, 2]) {
      const underWay = await portal.runner.next();
      underWay.end({
        status: 'failed',
        code: 'worker_died',
        message: `Attempt ${attempt} died.`,
        retry: true,
      });
    }
    const first = await portal.until(again.id, 'FAILED');
    const second = await portal.until(first.retriedAs!, 'FAILED');
    expect(second).toMatchObject({
      attempt: 2,
      failure: { message: 'Attempt 2 died.' },
    });
    expect(second).not.toHaveProperty('retriedAs');
  });

  it('fails when the report says that nothing was measured: no null scores', async () => {
    const { id } = (await ask()).body.audit;
    const underWay = await portal.runner.next();
    underWay.end({
      status: 'completed',
      report: lhrSchema.parse({
        fetchTime: '2026-11-22T12:00:00.000Z',
        lighthouseVersion: '13.5.0',
        configSettings: {},
        runtimeError: {
          code: 'NO_FCP',
          message: 'The page did not paint anything.',
        },
        categories: { performance: { title: 'Performance', score: null } },
        audits: {},
      }),
    });
    expect((await portal.until(id, 'FAILED')).failure).toMatchObject({
      code: 'no_fcp',
      message: 'The page did not paint anything.',
    });
  });
});

describe('without Chromium', () => {
  it('everything that is stored stays readable, and asking says what to do', async () => {
    const { id } = await portal.audit();
    portal.runner.available = {
      available: false,
      reason: 'There is no Chromium on this machine.',
      remedy: 'Install it, or set lighthouse.runner.chromePath.',
    };
    const { body } = await portal.get('/state');
    expect(lighthouseStateSchema.parse(body)).toMatchObject({
      runner: {
        available: false,
        kind: 'portal',
        reason: 'There is no Chromium on this machine.',
      },
      may: { create: true, delete: true },
    });
    const refused = await ask();
    expect(refusal(refused)).toEqual([503, 'runner_unavailable']);
    expect(refused.body.error.remedy).toContain('lighthouse.runner.chromePath');
    for (const path of [`/audits/${id}`, `/audits/${id}/report`, '/websites']) {
      expect((await portal.get(path)).status).toBe(200);
    }
  });
});

describe('the queue', () => {
  it('takes no more than it is allowed to', async () => {
    await portal.stop();
    portal = await startPlugin({
      config: { queue: { maxWaiting: 1 }, schedule: { cron: '0 3 * * *' } },
      entities: ['/1', '/2'].map(path => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: `page${path.slice(1)}`,
          annotations: { 'lighthouse.com/website-url': `${PAGE}${path}` },
        },
      })),
    });
    await ask();
    await portal.runner.next();
    // What waits for its turn in the schedule keeps nobody out.
    await portal.runTask('audit-all-pages');
    expect((await portal.get('/state')).body.queue.waiting).toBe(4);
    expect((await ask('desktop')).status).toBe(201);
    // Whoever joins takes no room.
    expect((await ask('desktop')).status).toBe(200);
    expect(refusal(await ask('mobile', 'http://127.0.0.1:9/third'))).toEqual([
      503,
      'queue_full',
    ]);
  });
});
