// Addresses that must be refused.
/* eslint-disable no-script-url */
import type { Entity } from '@backstage/catalog-model';
import {
  entityAuditsResponseSchema,
  websiteResponseSchema,
  websitesResponseSchema,
} from '@internal/plugin-lighthouse-common';
import { refusal } from './__testUtils__/refusal';
import {
  PAGE,
  SAM,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';

const OTHER = 'http://127.0.0.1:9/staging';

const entity = (name: string, annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name, annotations },
});

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin({
    config: { budgets: 'seo >= 70' },
    entities: [
      entity('shop', {
        'lighthouse.com/website-url': PAGE,
        'lighthouse.com/environment-urls': `staging=${OTHER}`,
        'lighthouse.com/budgets':
          'performance >= 90, largest-contentful-paint <= 1.3 s, speed-index <= 1 s, desktop: seo >= 100, nonsense',
      }),
      entity('plain', { 'lighthouse.com/website-url': PAGE }),
      entity('never', { 'lighthouse.com/website-url': `${PAGE}/never` }),
      entity('broken', { 'lighthouse.com/website-url': 'javascript:alert(1)' }),
      entity('none', {}),
    ],
  });
  await portal.audit({ categories: { performance: 0.5 } });
  await portal.audit({ categories: { performance: 0.7, 'new-one': 0.3 } });
  await portal.audit({ categories: { performance: 0.9 } }, 'desktop');
  await portal.audit({}, 'mobile', OTHER);
  const { body } = await portal.post('/audits', {
    url: PAGE,
    formFactor: 'mobile',
  });
  (await portal.runner.next()).end({
    status: 'failed',
    code: 'page_unreachable',
    message: 'Nobody answers.',
    retry: false,
  });
  await portal.until(body.audit.id, 'FAILED');
});
afterAll(async () => portal.stop());

describe('the list of websites', () => {
  it('has a trend for each category and form factor, and says what became of the last audit', async () => {
    const { body } = await portal.get('/websites');
    const { items, total } = websitesResponseSchema.parse(body);
    expect(items.map(({ url }) => url)).toEqual([PAGE, OTHER]);
    expect(total).toBe(2);
    const [mobile, desktop] = items[0].formFactors;
    expect([mobile.formFactor, desktop.formFactor]).toEqual([
      'mobile',
      'desktop',
    ]);
    expect(mobile.lastAudit.failure?.code).toBe('page_unreachable');
    const trend = (id: string) =>
      mobile.trends.find(one => one.id === id)!.scores;
    expect(trend('performance')).toEqual([0.5, 0.7]);
    expect(trend('agentic-browsing')).toEqual([null, null]);
    expect(trend('new-one')).toEqual([0.3]);
    expect(desktop.trends[0].scores).toEqual([0.9]);
  });

  it('is given in parts, and searched', async () => {
    const { body } = await portal.get('/websites?limit=1&offset=1');
    expect(body).toMatchObject({
      items: [{ url: OTHER }],
      total: 2,
      limit: 1,
      offset: 1,
    });
    const found = await portal.get('/websites?q=STAGING');
    expect(found.body.items.map((item: any) => item.url)).toEqual([OTHER]);
  });

  it('reads no report', async () => {
    const asked: string[] = [];
    const note = ({ sql }: { sql: string }) => asked.push(sql);
    portal.knex.on('query', note);
    await portal.get('/websites');
    await portal.get(`/websites/${encodeURIComponent(PAGE)}`);
    await portal.get('/entities/component/default/shop');
    await portal.get('/v1/websites');
    await portal.get('/v1/audits');
    portal.knex.off('query', note);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(sql => sql.includes('reports'))).toEqual([]);
  });
});

describe('a website', () => {
  it('has its audits, newest first, of one form factor or both, however its address is written', async () => {
    const path = `/websites/${encodeURIComponent('HTTP://127.0.0.1:9/shop/#top')}`;
    const all = websiteResponseSchema.parse((await portal.get(path)).body);
    expect(all).toMatchObject({
      url: PAGE,
      total: 4,
      formFactors: ['mobile', 'desktop'],
    });
    expect(all.audits.map(({ status }) => status)).toEqual([
      'FAILED',
      'COMPLETED',
      'COMPLETED',
      'COMPLETED',
    ]);
    const { body } = await portal.get(`${path}?formFactor=desktop&limit=1`);
    expect(body).toMatchObject({
      total: 1,
      audits: [{ formFactor: 'desktop' }],
    });
  });

  it('is unknown when it was never audited, and refused when it is no address', async () => {
    const get = (url: string) =>
      portal.get(`/websites/${encodeURIComponent(url)}`);
    expect(refusal(await get('https://never.example'))).toEqual([
      404,
      'website_not_found',
    ]);
    expect(refusal(await get('never.example'))).toEqual([
      400,
      'url_without_scheme',
    ]);
    expect(refusal(await get('javascript:alert(1)'))).toEqual([
      400,
      'url_scheme_refused',
    ]);
    expect(refusal(await get(`https://${'a'.repeat(5000)}.example`))).toEqual([
      400,
      'url_too_long',
    ]);
  });
});

it('does not repeat the query of an address that it does not know', async () => {
  const url = encodeURIComponent(`${PAGE}/none?token=hidden`);
  const unknown = await portal.get(`/websites/${url}`);
  expect(refusal(unknown)).toEqual([404, 'website_not_found']);
  expect(unknown.body.error.message).toContain(`${PAGE}/none`);
  expect(unknown.body.error.message).not.toContain('hidden');
});

describe('an entity', () => {
  const get = async (name: string) => {
    const { body } = await portal.get(`/entities/component/default/${name}`);
    return entityAuditsResponseSchema.parse(body);
  };

  it('has the newest audits of each page and environment, with changes and budgets', async () => {
    const { pages, problems } = await get('shop');
    expect(problems).toEqual([expect.stringContaining('nonsense')]);
    expect(pages.map(({ url, environment }) => [url, environment])).toEqual([
      [OTHER, 'staging'],
      [PAGE, undefined],
    ]);
    const [mobile, desktop] = pages[1].results;
    expect(mobile.lastAudit?.status).toBe('FAILED');
    expect(mobile.lastCompletedAudit?.metrics[0]).toMatchObject({
      id: 'largest-contentful-paint',
      value: 1300,
    });
    expect(mobile.changes[0]).toMatchObject({
      id: 'performance',
      change: 0.2,
      direction: 'better',
    });
    expect(mobile.changes.find(({ id }) => id === 'new-one')?.direction).toBe(
      'added',
    );
    const verdicts = ({ budgets }: typeof mobile) =>
      budgets.map(({ budget, status, actual }) => [budget.id, status, actual]);
    expect(verdicts(mobile)).toEqual([
      ['performance', 'failed', 70],
      ['largest-contentful-paint', 'passed', 1300],
      ['speed-index', 'unknown', null],
    ]);
    expect(verdicts(desktop)).toEqual([
      ['performance', 'passed', 90],
      ['largest-contentful-paint', 'passed', 1300],
      ['speed-index', 'unknown', null],
      ['seo', 'failed', 80],
    ]);
    expect(desktop.changes).toEqual([]);
  });

  it('is read from the catalog as whoever calls', async () => {
    const read = jest.spyOn(portal.catalog, 'getEntityByRef');
    await get('shop');
    expect(read.mock.calls).toEqual([
      [
        expect.anything(),
        {
          credentials: expect.objectContaining({
            principal: { type: 'user', userEntityRef: SAM },
          }),
        },
      ],
    ]);
    read.mockRestore();
  });

  it('has the budgets of the configuration when it has none of its own', async () => {
    const { pages } = await get('plain');
    expect(pages[0].results[0].budgets).toMatchObject([
      { budget: { id: 'seo', limit: 70 }, status: 'passed' },
    ]);
    const never = await get('never');
    expect(never.pages[0].results).toMatchObject([
      { formFactor: 'mobile', changes: [], budgets: [{ status: 'unknown' }] },
      { formFactor: 'desktop' },
    ]);
    expect(never.pages[0].results[0]).not.toHaveProperty('lastAudit');
  });

  it('says what is wrong with its annotations, and when it has none or is not there', async () => {
    expect(await get('broken')).toMatchObject({
      pages: [],
      problems: [expect.stringContaining('javascript:')],
    });
    expect(
      refusal(await portal.get('/entities/component/default/none')),
    ).toEqual([404, 'annotation_missing']);
    expect(
      refusal(await portal.get('/entities/component/default/absent')),
    ).toEqual([404, 'entity_not_found']);
  });
});
