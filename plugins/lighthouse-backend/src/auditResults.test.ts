import { comparisonSchema } from '@internal/plugin-lighthouse-common';
import { refusal } from './__testUtils__/refusal';
import {
  PAGE,
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
  it('gives its report as it was, compressed or not', async () => {
    const { id } = await portal.audit();
    const report = await portal.get(`/audits/${id}/report`);
    expect(report.headers['content-encoding']).toBe('gzip');
    expect(report.body.categories.seo.score).toBe(0.8);
    const plain = await portal
      .get(`/audits/${id}/report`)
      .set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toEqual(report.body);
  });

  it('has no report before its end, and none when it failed', async () => {
    const { id } = (await ask()).body.audit;
    const path = `/audits/${id}/report`;
    const early = await portal.get(path);
    expect(refusal(early)).toEqual([404, 'report_missing']);
    (await portal.runner.next()).end({
      status: 'failed',
      code: 'x',
      message: 'No.',
      retry: false,
    });
    await portal.until(id, 'FAILED');
    const late = await portal.get(path);
    expect(refusal(late)).toEqual([404, 'report_missing']);
    expect(late.body.error.message).not.toBe(early.body.error.message);
  });
});

describe('a comparison', () => {
  it('is with the completed audit before of the same page and form factor, or a chosen one', async () => {
    const oldest = await portal.audit({ categories: { performance: 0.2 } });
    const before = await portal.audit({ categories: { performance: 0.5 } });
    const desktop = await portal.audit({}, 'desktop');
    const after = await portal.audit({ categories: { performance: 0.9 } });
    const { body } = await portal.get(`/audits/${after.id}/comparison`);
    const comparison = comparisonSchema.parse(body);
    expect(comparison.before.id).toBe(before.id);
    expect(comparison.categories[0]).toMatchObject({
      id: 'performance',
      change: 0.4,
    });
    expect((await portal.get(`/audits/${after.id}`)).body.previousAuditId).toBe(
      before.id,
    );
    const chosen = await portal.get(
      `/audits/${after.id}/comparison?with=${oldest.id}`,
    );
    expect(chosen.body.categories[0].change).toBe(0.7);
    expect(
      refusal(
        await portal.get(`/audits/${after.id}/comparison?with=${desktop.id}`),
      ),
    ).toEqual([400, 'nothing_to_compare']);
    expect(
      refusal(await portal.get(`/audits/${oldest.id}/comparison`)),
    ).toEqual([404, 'nothing_to_compare']);
  });
});

describe('deleting', () => {
  it('takes the audit and its report away, and tells the auditor who did it', async () => {
    const { id } = await portal.audit();
    const answer = await portal.delete(`/audits/${id}`);
    expect(answer.body.audit.id).toBe(id);
    expect(refusal(await portal.get(`/audits/${id}`))).toEqual([
      404,
      'audit_not_found',
    ]);
    expect(refusal(await portal.delete(`/audits/${id}`))).toEqual([
      404,
      'audit_not_found',
    ]);
    expect(await portal.knex('reports')).toEqual([]);
    expect(portal.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'audit-delete',
        severityLevel: 'medium',
      }),
    );
    expect(portal.auditor.success).toHaveBeenCalledWith({
      meta: { auditId: id, url: PAGE, formFactor: 'mobile' },
    });
  });

  it('ends an audit that is being run', async () => {
    const { id } = (await ask()).body.audit;
    const underWay = await portal.runner.next();
    await portal.delete(`/audits/${id}`);
    expect(underWay.options.signal.aborted).toBe(true);
    expect((await portal.get(`/audits/${id}`)).status).toBe(404);
    await portal.audit();
  });
});

describe('the auditor', () => {
  it('hears who asked for which audit, without what an address may hide', async () => {
    await ask('mobile', `${PAGE}?token=hidden`);
    expect(portal.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'audit-create',
        meta: { url: PAGE, formFactor: 'mobile' },
      }),
    );
    (await portal.runner.next()).complete();
    await ask('mobile', 'https://sam:hidden@www.example.com/');
    expect(portal.auditor.fail).toHaveBeenCalledWith({
      meta: { url: 'https://www.example.com/', formFactor: 'mobile' },
      error: new Error('url_with_credentials'),
    });
    expect(
      JSON.stringify(
        portal.auditor.createEvent.mock.calls.map(([event]) => event.meta),
      ),
    ).not.toContain('hidden');
  });
});
