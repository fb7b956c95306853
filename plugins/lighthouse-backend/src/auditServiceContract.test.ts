import {
  auditServiceAuditSchema,
  auditServiceListSchema,
  auditServiceSummarySchema,
  auditServiceWebsiteSchema,
} from '@internal/plugin-lighthouse-common';
import {
  PAGE,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';

// What spotify/lighthouse-audit-service 2.0 answers, for clients that know it.

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin();
});
afterEach(async () => portal.stop());

const json = (path: string) =>
  portal.get(path).set('Accept', 'application/json');
const plain = (answer: { status: number; text: string; headers: any }) => {
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  return [answer.status, answer.text];
};
const lighthouseConfig = (formFactor: unknown) => ({
  lighthouseConfig: { settings: { formFactor, emulatedFormFactor: 'mobile' } },
});

it('GET /_ping says OK to whoever is signed in', async () => {
  expect(plain(await portal.get('/_ping'))).toEqual([200, 'OK']);
  expect((await portal.get('/_ping', null)).status).toBe(401);
});

describe('POST /v1/audits', () => {
  it('gives the audit as RUNNING while it waits or runs', async () => {
    const answer = await portal.post('/v1/audits', {
      url: `${PAGE}/`,
      options: lighthouseConfig('desktop'),
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      url: PAGE,
      timeCreated: expect.stringMatching(/Z$/),
      status: 'RUNNING',
    });
    const { order } = await portal.runner.next();
    expect(order).toMatchObject({ id: answer.body.id, formFactor: 'desktop' });
  });

  it('waits for the end when it is asked to', async () => {
    const asked = portal.post('/v1/audits', {
      url: PAGE,
      options: { awaitAuditCompleted: true },
    });
    const sent = asked.then(answer => answer);
    (await portal.runner.next()).complete();
    const { status, body } = await sent;
    expect(status).toBe(201);
    expect(auditServiceAuditSchema.parse(body)).toMatchObject({
      status: 'COMPLETED',
      timeCompleted: expect.any(String),
      report: { lighthouseVersion: '13.5.0' },
    });
  });

  it('is refused in plain text', async () => {
    const post = async (body: object) =>
      plain(await portal.post('/v1/audits', body));
    const missing = 'No URL provided. URL is required for auditing.';
    expect(await post({})).toEqual([400, missing]);
    expect(await post({ url: '' })).toEqual([400, missing]);
    expect(await post({ url: 5 })).toEqual([400, missing]);
    expect(await post({ url: 'www.example.com' })).toEqual([
      400,
      'URL "www.example.com" does not contain a protocol (http or https).',
    ]);
    expect(await post({ url: 'file:///etc/passwd' })).toEqual([
      400,
      'URL "file:///etc/passwd" does not contain a protocol (http or https).',
    ]);
    expect((await post({ url: 'https://undeclared.example' }))[0]).toBe(403);
    expect((await post({ url: 'https://sam:pw@127.0.0.1' }))[0]).toBe(400);
    expect(
      (await post({ url: PAGE, options: lighthouseConfig('tablet') }))[0],
    ).toBe(400);
    expect((await post([PAGE]))[0]).toBe(400);
    expect(portal.runner.orders).toEqual([]);
  });
});

describe('with audits', () => {
  it('GET /v1/audits lists them, newest first, without reports', async () => {
    const first = await portal.audit();
    const second = await portal.audit({}, 'desktop');
    const { body } = await portal.get('/v1/audits?limit=1&offset=1');
    expect(body).toEqual({
      items: [
        {
          id: first.id,
          url: PAGE,
          timeCreated: first.timeCreated,
          timeCompleted: first.timeCompleted,
          status: 'COMPLETED',
          categories: expect.objectContaining({
            seo: { id: 'seo', title: 'SEO', score: 0.8 },
            'agentic-browsing': expect.objectContaining({ score: null }),
          }),
        },
      ],
      total: 2,
      limit: 1,
      offset: 1,
    });
    const all = auditServiceListSchema(auditServiceSummarySchema).parse(
      (await portal.get('/v1/audits')).body,
    );
    expect(all).toMatchObject({ limit: 25, offset: 0 });
    expect(all.items[0].id).toBe(second.id);
    expect(plain(await portal.get('/v1/audits?limit=x'))).toEqual([
      400,
      'limit must be a number.',
    ]);
    expect(plain(await portal.get('/v1/websites?offset=x'))).toEqual([
      400,
      'offset must be a number.',
    ]);
    expect((await portal.get('/v1/audits?limit=-1')).status).toBe(400);
  });

  it('GET /v1/audits/:id gives JSON to exactly that Accept, else a page that can do no harm', async () => {
    const { id } = await portal.audit();
    const { body } = await json(`/v1/audits/${id}`);
    expect(Object.keys(body).sort()).toEqual(
      ['id', 'report', 'status', 'timeCompleted', 'timeCreated', 'url'].sort(),
    );
    expect(
      auditServiceAuditSchema.parse(body).report?.categories.seo.score,
    ).toBe(0.8);
    const page = await portal
      .get(`/v1/audits/${id}`)
      .set('Accept', 'application/json, text/html');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(
      /^sandbox allow-scripts; default-src 'none'/,
    );
    expect(page.text).toContain('__initLighthouseReport__');
    expect(page.text).toContain('"lighthouseVersion":"13.5.0"');
    expect(page.text).toContain('The page was slow \\u003c/script>');
  });

  it('GET /v1/audits/:id tells of an audit without a report, and of none', async () => {
    const { body } = await portal.post('/v1/audits', { url: PAGE });
    const running = await json(`/v1/audits/${body.id}`);
    expect(running.body).toEqual(body);
    expect(plain(await portal.get(`/v1/audits/${body.id}`))[0]).toBe(404);
    const absent = '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11';
    for (const id of [absent, 'nonsense', '..%2F']) {
      expect(plain(await json(`/v1/audits/${id}`))).toEqual([
        404,
        `audit not found for id "${decodeURIComponent(id)}"`,
      ]);
    }
  });

  it('DELETE /v1/audits/:id gives the audit as it was', async () => {
    const { id } = await portal.audit();
    const before = (await json(`/v1/audits/${id}`)).body;
    const { status, body } = await portal.delete(`/v1/audits/${id}`);
    expect([status, body]).toEqual([200, before]);
    expect(plain(await portal.delete(`/v1/audits/${id}`))).toEqual([
      404,
      `audit not found for id "${id}"`,
    ]);
    expect(portal.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'audit-delete',
        meta: { auditId: id },
      }),
    );
  });

  it('GET /v1/websites, /v1/websites/:url and /v1/audits/:id/website give websites', async () => {
    const first = await portal.audit();
    const last = await portal.audit({}, 'desktop');
    const list = auditServiceListSchema(auditServiceWebsiteSchema).parse(
      (await portal.get('/v1/websites')).body,
    );
    expect(list).toMatchObject({ total: 1, limit: 25, offset: 0 });
    const [website] = list.items;
    expect(website.url).toBe(PAGE);
    expect(website.audits.map(({ id }) => id)).toEqual([last.id, first.id]);
    expect(website.lastAudit).toEqual(website.audits[0]);
    const byUrl = await portal.get(
      `/v1/websites/${encodeURIComponent(`${PAGE}/`)}`,
    );
    const byAudit = await portal.get(`/v1/audits/${first.id}/website`);
    expect([byUrl.body, byAudit.body]).toEqual([website, website]);
    const unknown = await portal.get(
      '/v1/websites/https%3A%2F%2Fnever.example',
    );
    // The community front end knows "never audited" by these words.
    expect(plain(unknown)).toEqual([
      404,
      'no audited website found for url "https://never.example"',
    ]);
  });
});

it.each([
  ['lighthouse.audit.read', 'get', '/v1/audits'],
  ['lighthouse.audit.read', 'get', '/v1/audits/x'],
  ['lighthouse.audit.read', 'get', '/v1/audits/x/website'],
  ['lighthouse.audit.read', 'get', '/v1/websites'],
  ['lighthouse.audit.read', 'get', '/v1/websites/x'],
  ['lighthouse.audit.create', 'post', '/v1/audits'],
  ['lighthouse.audit.delete', 'delete', '/v1/audits/x'],
] as const)('asks for %s: %s %s', async (permission, method, path) => {
  const ask = (user?: null) =>
    method === 'post'
      ? portal.post(path, { url: PAGE }, user)
      : portal[method](path, user);
  // The framework answers whoever is not signed in, before any route.
  expect((await ask(null)).status).toBe(401);
  portal.deny(permission);
  expect(plain(await ask())[0]).toBe(403);
});
