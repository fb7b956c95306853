import {
  buildClientSchema,
  findBreakingChanges,
  findDangerousChanges,
  getIntrospectionQuery,
} from 'graphql';
import { environments, postJson } from '../__testUtils__/environment';
import { buildAppSyncSchema, printWithoutDirectives } from './schema';
import { isScalarValue, type ScalarName } from './scalars';

const start = environments();
const apiKey = { 'x-api-key': 'da2-simulatedstaging0000000001' };

async function startAppSync() {
  const environment = await start();
  const { appsync } = environment;
  const query = (
    text: string,
    headers: Record<string, string> = apiKey,
    variables?: unknown,
  ) => postJson(appsync.graphqlUrl, { query: text, variables }, headers);
  return { ...environment, query };
}

const refusal = (errorType: string, message: string) => ({
  errors: [{ errorType, message }],
});

describe('queries', () => {
  it('run over the data of the seed', async () => {
    const { query } = await startAppSync();
    const answer = await query(
      'query Q($id: ID!) { room(id: $id) { title type settings owner { username } } none: room(id: "x") { id } }',
      apiKey,
      { id: 'design-review' },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).toEqual({
      data: {
        room: {
          title: 'Design review',
          type: 'm2m',
          settings: '{"recording":true,"maxPublishers":9}',
          owner: { username: 'noa-berg' },
        },
        none: null,
      },
    });
  });

  it('page through rooms', async () => {
    const { query } = await startAppSync();
    const page = (nextToken?: string) =>
      query(
        'query P($nextToken: String) { rooms(limit: 3, nextToken: $nextToken) { items { id } nextToken } }',
        apiKey,
        { nextToken },
      ).then(({ body }) => body.data.rooms);
    const first = await page();
    expect(first.items).toHaveLength(3);
    expect(await page(first.nextToken)).toEqual({
      items: [{ id: 'one-on-one' }],
      nextToken: null,
    });
    const { body } = await query('{ rooms(nextToken: "!") { items { id } } }');
    expect(body.errors[0]).toMatchObject({
      errorType: 'BadRequest',
      message: 'Invalid pagination token.',
    });
  });

  it.each([
    ['no JSON', '{"query":'],
    ['no query', { variables: {} }],
    ['a syntax error', { query: '{ room(' }],
    ['null', 'null'],
  ])('are refused with 400: %s', async (_, body) => {
    const { appsync } = await startAppSync();
    const answer = await postJson(appsync.graphqlUrl, body, apiKey);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-amzn-errortype')).toBe(
      'MalformedHttpRequestException',
    );
    expect(answer.body).toEqual(
      refusal(
        'MalformedHttpRequestException',
        'Unable to parse GraphQL query.',
      ),
    );
  });

  it('name an operation that the document does not have', async () => {
    const { appsync } = await startAppSync();
    const { status, body } = await postJson(
      appsync.graphqlUrl,
      { query: 'query A { me { id } }', operationName: 'B' },
      apiKey,
    );
    expect([status, body.errors[0].message]).toEqual([
      400,
      "Unknown operation named 'B'.",
    ]);
  });

  it.each([
    [
      '{ nope }',
      "FieldUndefined: Field 'nope' in type 'Query' is undefined @ 'nope'",
    ],
    ['{ room(id: "1") }', 'SubSelectionRequired'],
    ['{ room { id } }', 'MissingFieldArgument'],
    ['{ room(id: "1", x: 1) { id } }', 'UnknownArgument'],
    [
      'mutation { createRoom(input: { type: m2m, title: "t", startsAt: "soon" }) { id } }',
      'WrongType',
    ],
  ])(
    'that do not fit the schema are answered with 200: %s',
    async (text, expected) => {
      const { query } = await startAppSync();
      const { status, body } = await query(text);
      expect(status).toBe(200);
      expect(body.data).toBeNull();
      expect(body.errors[0]).toEqual({
        path: null,
        locations: [{ line: 1, column: expect.any(Number), sourceName: null }],
        message: expect.stringContaining(
          `Validation error of type ${expected}`,
        ),
      });
    },
  );

  it('fail field by field, as resolvers do', async () => {
    const { query, appsync } = await startAppSync();
    const token = await appsync.issueToken({
      mode: 'AMAZON_COGNITO_USER_POOLS',
      username: 'noa-berg',
      groups: ['hosts'],
    });
    const { status, body } = await query(
      'mutation { closeRoom(id: "nowhere") { id } }',
      { authorization: token },
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { closeRoom: null },
      errors: [
        {
          path: ['closeRoom'],
          data: null,
          errorType: 'RoomNotFound',
          errorInfo: { id: 'nowhere' },
          locations: [{ line: 1, column: 12, sourceName: null }],
          message: 'There is no such room.',
        },
      ],
    });
  });

  it('do not subscribe over HTTP', async () => {
    const { query } = await startAppSync();
    expect(await query('subscription { onRoomCreated { id } }')).toMatchObject({
      status: 400,
      body: { errors: [{ errorType: 'BadRequestException' }] },
    });
  });

  it('are cut off above a megabyte', async () => {
    const { query } = await startAppSync();
    expect(await query(`# ${'x'.repeat(1024 * 1024)}`)).toMatchObject({
      status: 413,
    });
  });
});

describe('introspection', () => {
  it('gives the schema, unless it is off', async () => {
    const { query, appsync } = await startAppSync();
    const { body } = await query(getIntrospectionQuery());
    const schema = buildClientSchema(body.data);
    expect(Object.keys(schema.getType('Room')!.toConfig() as {})).toContain(
      'fields',
    );
    appsync.setIntrospection('DISABLED');
    const off = await query('{ __schema { queryType { name } } }');
    expect(off.body).toMatchObject({
      data: null,
      errors: [
        {
          message:
            "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'",
        },
      ],
    });
    expect((await query('{ __typename }')).body.data).toEqual({
      __typename: 'Query',
    });
  });

  it('shows what changed between production and staging', async () => {
    const staging = await start();
    const production = await start({ id: 'production' });
    const [older, newer] = [production, staging].map(({ appsync }) =>
      buildAppSyncSchema(appsync.control.schema(true)),
    );
    expect(findBreakingChanges(older, newer).map(({ type }) => type)).toEqual([
      'FIELD_REMOVED',
      'REQUIRED_ARG_ADDED',
    ]);
    expect(findDangerousChanges(older, newer).map(({ type }) => type)).toEqual([
      'VALUE_ADDED_TO_ENUM',
      'OPTIONAL_ARG_ADDED',
    ]);
    const plain = printWithoutDirectives(newer);
    expect(plain).not.toContain('@aws');
    expect(plain).not.toContain('scalar AWS');
    expect(plain).toContain('createdAt: AWSDateTime!');
  });
});

describe('scalars', () => {
  it.each<[ScalarName, unknown, boolean]>([
    ['AWSDate', '2026-11-22', true],
    ['AWSDate', '2026-13-22', false],
    ['AWSTime', '12:30:24.500+07:00', true],
    ['AWSTime', '25:00', false],
    ['AWSDateTime', '2026-11-22T12:30:24.500Z', true],
    ['AWSDateTime', '2026-11-22', false],
    ['AWSTimestamp', 1_700_000_000, true],
    ['AWSTimestamp', '1', false],
    ['AWSEmail', 'noa-berg@mobworx.example', true],
    ['AWSEmail', 'noa', false],
    ['AWSJSON', '{"a":1}', true],
    ['AWSJSON', '{a:1}', false],
    ['AWSURL', 'https://mobworx.example', true],
    ['AWSURL', 'mobworx', false],
    ['AWSPhone', '+1 555 0100', true],
    ['AWSPhone', 'call me', false],
    ['AWSIPAddress', '10.0.0.0/8', true],
    ['AWSIPAddress', '::1', true],
    ['AWSIPAddress', '10.0.0', false],
    ['AWSDate', 5, false],
  ])('%s takes %s: %s', (name, value, expected) => {
    expect(isScalarValue(name, value)).toBe(expected);
  });

  it('are checked in variables', async () => {
    const { query, appsync } = await startAppSync();
    const { body } = await query(
      'mutation M($i: CreateRoomInput!) { createRoom(input: $i) { id } }',
      {
        authorization: await appsync.issueToken({
          mode: 'OPENID_CONNECT',
          username: 'noa-berg',
        }),
      },
      { i: { type: 'm2m', title: 'x', settings: '{' } },
    );
    expect(body.data).toBeNull();
    expect(body.errors[0].message).toContain(
      'Unable to parse `{` as a valid AWSJSON',
    );
  });
});
