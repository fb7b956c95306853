import { graphqlQueryResponseSchema } from '@internal/plugin-mobworx-common';
import type { ServiceFault } from '@internal/simulators';
import { getIntrospectionQuery } from 'graphql';
import { refusal } from '@internal/upstream-node/testUtils';
import { badQueries } from './__testUtils__/badQueries';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});

afterEach(() => {
  portal.deny();
  portal.staging.appsync.service.reset();
  jest.clearAllMocks();
});

afterAll(async () => portal.stop());

const send = (body: unknown, environment = 'staging') =>
  portal.post(`/environments/${environment}/appsync/query`, body);

const arrived = () => portal.staging.appsync.service.requests().length;

async function answer(body: unknown) {
  const { status, body: sent } = await send(body);
  expect(status).toBe(200);
  return graphqlQueryResponseSchema.parse(sent);
}

it('sends a query with its variables and gives what AppSync answers', async () => {
  const query =
    'query Rooms($type: RoomType) { rooms(type: $type) { items { ...R } } } query Other { __typename } fragment R on Room { name: title }';
  const variables = { type: 'm2m' };
  const said = await answer({ query, variables, operationName: 'Rooms' });
  expect(said).toEqual({
    data: { rooms: { items: [{ name: 'Design review' }] } },
    durationMs: expect.any(Number),
  });
  expect(portal.auditor.createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'graphql-query',
      meta: { environment: 'staging', variables: ['type'] },
    }),
  );
  expect(portal.auditor.success).toHaveBeenCalledWith({
    meta: { operationName: 'Rooms', fields: ['rooms'] },
  });
});

it('sends what is just within the limits, and the introspection query of tools', async () => {
  const { data } = await answer({ query: getIntrospectionQuery() });
  expect(data).toHaveProperty('__schema');
  const aliases = Array.from(
    { length: 20 },
    (_value, i) => `a${i}: __typename`,
  );
  await answer({ query: `{ ${aliases.join(' ')} }` });
  await answer({ query: `{ __typename } # ${'x'.repeat(19_900)}` });
  expect(arrived()).toBe(3);
});

it('gives the errors of AppSync as a part of its answer', async () => {
  expect(await answer({ query: '{ nothing }' })).toMatchObject({
    data: null,
    errors: [{ message: expect.stringMatching(/FieldUndefined/) }],
  });
  expect(await answer({ query: '{ me { id } }' })).toMatchObject({
    errors: [{ errorType: 'Unauthorized' }],
  });
});

it.each(badQueries)('refuses $what', async ({ body, code, says }) => {
  const refused = await send(body);
  expect(refusal(refused)).toEqual([400, code]);
  expect(refused.body.error.message).toMatch(says);
  expect(arrived()).toBe(0);
});

it.each([
  ['no body', undefined],
  ['a list', []],
  ['a number', { query: 5 }],
  ['no query', { variables: {} }],
  ['an empty query', { query: '' }],
  ['variables that are a text', { query: '{ a }', variables: '{"a": 1}' }],
  ['variables that are a list', { query: '{ a }', variables: [] }],
  ['a name that is a number', { query: '{ a }', operationName: 5 }],
  ['a name of 201 letters', { query: '{ a }', operationName: 'a'.repeat(201) }],
  ['an unknown key', { query: '{ a }', url: 'http://elsewhere.example' }],
])('refuses %s', async (_what, body) => {
  expect(refusal(await send(body))).toEqual([400, 'request_invalid']);
  expect(arrived()).toBe(0);
});

it.each([
  ['thousands of variables in each other', 'query_too_complex', 9_000],
  ['what is no JSON', 'request_invalid', 0],
])('refuses %s', async (_what, code, depth) => {
  const list = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const text = `{"query": "{ a }", "variables": {"list": ${list}}}`;
  expect(refusal(await send(text).type('json'))).toEqual([400, code]);
  expect(arrived()).toBe(0);
});

it('is closed to others, and where it is off, unknown or not configured', async () => {
  const body = { query: '{ __typename }' };
  expect(refusal(await send(body, 'production'))).toEqual([
    403,
    'query_console_off',
  ]);
  expect(refusal(await send(body, 'nowhere'))).toEqual([
    404,
    'environment_unknown',
  ]);
  portal.deny('mobworx.graphql.query');
  expect(refusal(await send(body))).toEqual([403, 'not_permitted']);
  expect(arrived()).toBe(0);
  expect(
    portal.auditor.fail.mock.calls.map(([{ error }]) => error.message),
  ).toEqual(['query_console_off', 'environment_unknown', 'not_permitted']);
});

it('keeps every value out of the audit', async () => {
  await answer({
    query:
      'query ($id: ID!) { room(id: $id) { id } user(id: "hush-2") { id } }',
    variables: { id: 'hush-1' },
  });
  await send({ query: 'mutation { closeRoom(id: "hush-3") { id } }' });
  await send({ query: '"hush-4"' });
  const told = [
    ...portal.auditor.createEvent.mock.calls.map(([{ meta }]) => meta),
    ...portal.auditor.success.mock.calls,
    ...portal.auditor.fail.mock.calls.map(([{ meta, error }]) => [
      meta,
      error.message,
      error.stack,
    ]),
  ];
  expect(told.length).toBe(6);
  expect(JSON.stringify(told)).not.toMatch(/hush/);
});

it.each<[string, ServiceFault]>([
  ['upstream_timeout', { kind: 'hang' }],
  ['upstream_unreachable', { kind: 'refuse' }],
  ['upstream_unavailable', { kind: 'status', status: 500 }],
  [
    'upstream_unexpected_answer',
    { kind: 'status', status: 302, headers: { Location: '/elsewhere' } },
  ],
  ['upstream_unexpected_answer', { kind: 'status', status: 200 }],
  ['upstream_unexpected_answer', { kind: 'status', status: 400 }],
  ['upstream_unexpected_answer', { kind: 'html', status: 200 }],
  ['upstream_answer_truncated', { kind: 'truncated' }],
  ['upstream_answer_too_large', { kind: 'huge', bytes: 3_000_000 }],
  ['upstream_credentials_rejected', { kind: 'bad_credential' }],
])('says %s when AppSync fails', async (code, fault) => {
  portal.staging.appsync.service.faults.add({ path: '', fault, times: 1 });
  const refused = await send({ query: '{ __typename }' });
  expect(refusal(refused)).toEqual([503, code]);
  expect(JSON.stringify(refused.body)).not.toMatch(/da2-|localhost/);
  expect(portal.staging.appsync.service.requests()).not.toContainEqual(
    expect.objectContaining({ path: '/elsewhere' }),
  );
});
