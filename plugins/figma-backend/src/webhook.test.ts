import { statusResponseSchema } from '@internal/plugin-figma-common';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  of,
  PASSCODE,
  startPlugin,
  type StartedPlugin,
  WEB,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

let plugin: StartedPlugin;
beforeEach(async () => {
  plugin = await startPlugin();
});
afterEach(() => plugin.stop());

const delivery = (more: object = {}) => ({
  event_type: 'FILE_UPDATE',
  passcode: PASSCODE,
  timestamp: new Date().toISOString(),
  webhook_id: '22',
  file_key: WEB,
  file_name: 'MobZ Web',
  ...more,
});
const deliver = (body: unknown) => plugin.post('/webhook', body, null);
const signals = () => plugin.services.signals.publish.mock.calls.length;
const invalidParts = async () => {
  const rows = await plugin.services
    .knex('figma_parts')
    .where({ invalid: true })
    .select('part');
  return rows.map(({ part }) => part).sort();
};

it('puts out of date what changed, and asks Figma nothing until somebody looks', async () => {
  await plugin.get(of('webapp'));
  plugin.figma.files.comment(WEB, { by: 'max', message: 'New' });
  const before = plugin.figma.service.requests().length;
  const answer = await deliver(
    delivery({ event_type: 'FILE_COMMENT', comment_id: '1' }),
  );
  expect(answer.status).toBe(200);
  expect(signals()).toBe(1);
  expect(plugin.figma.service.requests()).toHaveLength(before);
  const { body } = await plugin.get(of('webapp'));
  expect(body.openComments).toEqual({ count: 3 });
  await until(async () => {
    const { body: next } = await plugin.get(of('webapp'));
    return next.openComments.count === 4 ? true : undefined;
  });
  // The comments alone were asked for again.
  expect(
    plugin.figma.service
      .requests()
      .slice(before)
      .map(({ path }) => path),
  ).toEqual([`/v1/files/${WEB}/comments`]);
});

it.each([
  ['FILE_UPDATE', ['meta']],
  ['FILE_VERSION_UPDATE', ['meta']],
  ['DEV_MODE_STATUS_UPDATE', ['meta']],
  ['LIBRARY_PUBLISH', ['meta']],
  ['FILE_DELETE', ['comments', 'meta']],
  ['PING', []],
  ['SOMETHING_NEW', []],
])('%s puts out of date %j', async (event, parts) => {
  await plugin.get(of('webapp'));
  expect((await deliver(delivery({ event_type: event }))).status).toBe(200);
  expect(await invalidParts()).toEqual(parts);
});

it('takes a delivery once', async () => {
  await plugin.get(of('webapp'));
  const one = delivery();
  expect((await deliver(one)).status).toBe(200);
  await plugin.get(of('webapp'));
  await until(async () =>
    (await invalidParts()).length === 0 ? true : undefined,
  );
  const told = signals();
  expect((await deliver(one)).status).toBe(200);
  expect((await deliver({ ...one, passcode: PASSCODE })).status).toBe(200);
  expect(await invalidParts()).toEqual([]);
  expect(signals()).toBe(told);
});

it.each([
  ['another passcode', { passcode: 'a passcode of figma' }],
  ['a longer one', { passcode: `${PASSCODE} ` }],
  ['none', { passcode: undefined }],
  ['one that is no text', { passcode: [PASSCODE] }],
  [
    'one of yesterday',
    { timestamp: new Date(Date.now() - 25 * 3_600_000).toISOString() },
  ],
  [
    'one of tomorrow',
    { timestamp: new Date(Date.now() + 3_600_000).toISOString() },
  ],
])('refuses %s', async (_what, more) => {
  await plugin.get(of('webapp'));
  expect(refusal(await deliver(delivery(more)))).toEqual([
    403,
    'webhook_refused',
  ]);
  expect(await invalidParts()).toEqual([]);
  const { webhook } = statusResponseSchema.parse(
    (await plugin.get('/status')).body,
  );
  expect(webhook.refused).toBe(1);
  expect(webhook).not.toHaveProperty('lastDeliveryAt');
});

it.each([
  { event_type: 5 },
  { event_type: 'x'.repeat(51) },
  { timestamp: 'yesterday' },
  { webhook_id: {} },
  { file_key: '../other' },
  { node_id: 'x'.repeat(301) },
])('refuses %j with 400', async more => {
  expect(refusal(await deliver(delivery(more)))).toEqual([
    400,
    'request_invalid',
  ]);
});

it.each([[''], ['{'], [[]], ['x'.repeat(1_100_000)]])(
  'refuses what is no delivery',
  async body => {
    const answer = await plugin
      .post('/webhook', body, null)
      .set('Content-Type', 'application/json');
    expect([400, 403]).toContain(answer.status);
  },
);

it('stores nothing of files that nobody looks at', async () => {
  const answer = await deliver(
    delivery({ event_type: 'DEV_MODE_STATUS_UPDATE', node_id: '1:2' }),
  );
  expect(answer.status).toBe(200);
  expect(await plugin.services.knex('figma_parts')).toEqual([]);
});

it('remembers since when a section is ready, and who said so', async () => {
  await plugin.get(of('webapp', 'sections'));
  const timestamp = new Date(Date.now() - 60_000).toISOString();
  await deliver(
    delivery({
      event_type: 'DEV_MODE_STATUS_UPDATE',
      node_id: '13:1',
      status: 'READY_FOR_DEV',
      timestamp,
      triggered_by: { id: '1', handle: 'Ida Novak', img_url: '' },
    }),
  );
  const { body } = await plugin.get(of('webapp', 'sections'));
  expect(
    body.sections.find(({ nodeId }: any) => nodeId === '13:1'),
  ).toMatchObject({ since: timestamp, by: 'Ida Novak' });
});

it('says of a file that it was deleted, and of one that is back that it is there', async () => {
  await plugin.get(of('webapp'));
  const file = plugin.figma.files.remove(WEB);
  await deliver(delivery({ event_type: 'FILE_DELETE' }));
  const gone = await until(async () => {
    const answer = await plugin.get(of('webapp'));
    return answer.status === 404 ? answer : undefined;
  });
  expect(refusal(gone)).toEqual([404, 'file_deleted']);
  plugin.figma.files.add(file);
  await deliver(delivery({ webhook_id: '23' }));
  await until(async () => {
    const answer = await plugin.get(of('webapp'));
    return answer.status === 200 ? true : undefined;
  });
});

it('works with what Figma itself sends', async () => {
  const { url } = plugin.figma.service;
  const call = (path: string, body: object) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'Content-Type': 'application/json',
        'X-Figma-Token': 'figd_simulated_portal',
      },
    });
  const port = plugin.backend.server.port();
  await call('/v2/webhooks', {
    event_type: 'FILE_UPDATE',
    context: 'team',
    context_id: '880011',
    endpoint: `http://localhost:${port}/api/figma/webhook`,
    passcode: PASSCODE,
  });
  await plugin.get(of('webapp'));
  await call('/_simulator/edit', { key: WEB });
  await plugin.figma.webhooks.settled();
  expect(
    plugin.figma.webhooks
      .deliveries()
      .map(({ event, status }) => [event, status]),
  ).toEqual([
    ['PING', 200],
    ['FILE_UPDATE', 200],
  ]);
  expect(await invalidParts()).toEqual(['meta']);
});
