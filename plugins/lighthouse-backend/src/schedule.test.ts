import type { Entity } from '@backstage/catalog-model';
import { startPlugin, type StartedPlugin } from './__testUtils__/startPlugin';

const entity = (
  kind: string,
  name: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations },
  spec: {},
});

const WEBSITE = 'lighthouse.com/website-url';
const entities = [
  entity('Component', 'shop', { [WEBSITE]: 'http://127.0.0.1:9/shop/' }),
  // The same page, written otherwise.
  entity('Component', 'shop-again', { [WEBSITE]: 'HTTP://127.0.0.1:9/shop#x' }),
  entity('System', 'selling', {
    'lighthouse.com/environment-urls': 'staging=http://127.0.0.1:9/staging',
  }),
  entity('Component', 'none', {}),
  entity('Component', 'broken', { [WEBSITE]: 'not an address' }),
];
const PAGES = ['http://127.0.0.1:9/shop', 'http://127.0.0.1:9/staging'];

let portal: StartedPlugin;

afterEach(async () => portal.stop());

const rows = () =>
  portal
    .knex('audits')
    .orderBy(['url', 'form_factor'])
    .select('url', 'form_factor', 'not_before', 'created_at', 'requested_by');

it('audits by itself all pages of all kinds of entities, each once, on both form factors, spread out', async () => {
  portal = await startPlugin({
    entities,
    config: { schedule: { cron: '0 3 * * *', spreadOver: { hours: 4 } } },
  });
  const tasks = await portal.tasks();
  expect(tasks.map(({ id, scope }) => [id, scope])).toEqual([
    ['work-queue', 'local'],
    ['forget-old-audits', 'global'],
    ['audit-all-pages', 'global'],
    ['audit-new-pages', 'global'],
  ]);
  await portal.runTask('audit-all-pages');
  const asked = await rows();
  expect(asked.map(row => [row.url, row.form_factor])).toEqual(
    PAGES.flatMap(url => [
      [url, 'desktop'],
      [url, 'mobile'],
    ]),
  );
  expect(asked[0].requested_by).toBe('{"type":"schedule"}');
  const start = Math.min(...asked.map(row => row.not_before));
  expect(
    asked.map(row => row.not_before - start).sort((a, b) => a - b),
  ).toEqual([0, 1, 2, 3].map(step => step * 3_600_000));
  // Only the first may begin now.
  expect((await portal.runner.next()).order.url).toBe(PAGES[0]);
  await portal.runTask('audit-all-pages');
  expect(await rows()).toHaveLength(4);
});

it('audits a page that is new without waiting for its time', async () => {
  portal = await startPlugin({
    entities,
    config: { schedule: { cron: '0 3 * * *', formFactors: ['desktop'] } },
  });
  await portal.audit({}, 'desktop', PAGES[0]);
  await portal.runTask('audit-new-pages');
  (await portal.runner.next()).complete();
  expect(portal.runner.orders.map(({ url }) => url)).toEqual(PAGES);
  await portal.runTask('audit-new-pages');
  expect(await rows()).toHaveLength(2);
});

it('asks for nothing without a schedule; with one its audits wait for a browser that is away', async () => {
  portal = await startPlugin({ entities });
  expect((await portal.tasks()).map(({ id }) => id)).toEqual([
    'work-queue',
    'forget-old-audits',
  ]);
  await portal.stop();
  portal = await startPlugin({
    entities,
    config: { schedule: { cron: '0 3 * * *' } },
  });
  portal.runner.available = { available: false, reason: 'No.', remedy: 'Do.' };
  await portal.runTask('audit-all-pages');
  await portal.runTask('audit-all-pages');
  expect(await rows()).toHaveLength(4);
  expect(portal.runner.orders).toEqual([]);
  portal.runner.available = { available: true };
  await portal.runTask('work-queue');
  (await portal.runner.next()).complete();
});

it('fails what the catalog declares and the portal may not open, with the reason', async () => {
  const [, , system] = entities;
  portal = await startPlugin({
    entities: [
      system,
      entity('Component', 'inner', { [WEBSITE]: 'http://10.1.2.3/' }),
    ],
    config: { schedule: { cron: '0 3 * * *', formFactors: ['mobile'] } },
  });
  await portal.runTask('audit-new-pages');
  (await portal.runner.next()).complete();
  const { body } = await portal.get('/websites/http%3A%2F%2F10.1.2.3');
  const refused = await portal.until(body.audits[0].id, 'FAILED');
  expect(refused.failure).toMatchObject({ code: 'target_address_refused' });
  expect(portal.runner.orders.map(({ url }) => url)).toEqual([PAGES[1]]);
});

it('forgets what is old', async () => {
  portal = await startPlugin({
    config: { retention: { days: 1, perPage: 5 } },
  });
  const old = await portal.audit();
  const kept = await portal.audit();
  await portal
    .knex('audits')
    .where({ id: old.id })
    .update({ created_at: Date.now() - 2 * 86_400_000 });
  await portal.runTask('forget-old-audits');
  expect((await portal.get(`/audits/${old.id}`)).status).toBe(404);
  expect((await portal.get(`/audits/${kept.id}`)).status).toBe(200);
});
