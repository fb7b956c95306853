/** A value of a field that is good, and some that are refused. */
interface Field {
  good: unknown;
  bad: unknown[];
  /** Whether a request without it is refused; parts of a path always are there. */
  required?: true;
}

type Fields = Record<string, Field>;

/** A route as Express has it, with what it takes and whom it lets in. */
export interface RouteInputs {
  /** Method and path, as in the router. */
  route: string;
  /** All of them are asked for. */
  permissions: string[];
  params?: Fields;
  query?: Fields;
  /** Left out for a route that takes no body. */
  body?: Fields;
}

const READ = 'mobworx.status.read';

const LONG = 'a'.repeat(300);
const NO_WORDS = ['', ' ', '__proto__', 'constructor', 'ü', LONG];

const environment: Field = {
  good: 'staging',
  bad: [
    ...NO_WORDS.slice(1),
    'nowhere',
    '..',
    'Staging',
    'staging ',
    'staging/..',
    'staging\u0000',
    'http://localhost:1',
    '-staging',
    '1',
  ],
};

const service: Field = {
  good: 'studio',
  bad: [...NO_WORDS.slice(1), 'Studio', 'aws', '../studio', '1'],
};

const room: Field = {
  good: 'design-review',
  bad: ['../x', 'a b', 'a/b', 'ü', 'a\u0000', LONG, 'no-such-room'],
};

/**
 * Every route of the plugin with every field that it takes. A route that isn't here fails
 * badInput.test.ts: add it, and its bad input and its permissions are tested.
 */
export const routeTable: RouteInputs[] = [
  { route: 'GET /environments', permissions: [READ] },
  { route: 'GET /status', permissions: [READ] },
  {
    route: 'GET /deployments',
    permissions: [READ],
    query: { service: { ...service, required: true } },
  },
  {
    route: 'GET /appsync/schema-drift',
    permissions: [READ],
    query: {
      from: environment,
      to: { ...environment, good: 'production' },
    },
  },
  {
    route: 'GET /environments/:environment/appsync',
    permissions: [READ],
    params: { environment },
  },
  {
    route: 'POST /environments/:environment/appsync/query',
    permissions: ['mobworx.graphql.query'],
    params: { environment },
    body: {
      query: {
        good: 'query Who { __typename }',
        bad: ['', '{', 'mutation { x }', 'fragment F on Query { __typename }'],
        required: true,
      },
      variables: { good: { a: 1 }, bad: [null, [1], 'x'] },
      operationName: { good: 'Who', bad: [LONG, 'Nobody'] },
    },
  },
  {
    route: 'GET /environments/:environment/studio',
    permissions: [READ],
    params: { environment },
  },
  {
    route: 'POST /environments/:environment/studio/sessions',
    permissions: ['mobworx.studio.session.create'],
    params: { environment },
    body: {
      confirmEnvironment: {
        good: 'staging',
        bad: ['', 'production', 'Staging', LONG],
        required: true,
      },
      idempotencyKey: {
        good: '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11',
        bad: ['', 'x', '..', 'a'.repeat(36), '__proto__'],
        required: true,
      },
      roomId: {
        good: 'design-review',
        bad: ['', '../x', 'a b', 'a/b', 'ü', LONG],
        required: true,
      },
      layout: { good: 'grid', bad: ['', 'Grid', '__proto__', LONG] },
      destinations: {
        good: ['rtmp://live.example/app/key'],
        bad: [
          null,
          {},
          [],
          [5],
          [null],
          ['http://live.example/app'],
          ['rtmp://live.example/'],
          ['file:///etc/passwd'],
          [`rtmp://live.example/${'a'.repeat(500)}`],
          Array.from({ length: 6 }, () => 'rtmp://live.example/app/key'),
        ],
        required: true,
      },
    },
  },
  {
    route: 'GET /environments/:environment/services/:service/history',
    permissions: [READ],
    params: { environment, service },
    query: {
      window: { good: '24h', bad: [...NO_WORDS, '2h', '24H', '1h,24h'] },
    },
  },
  {
    route: 'GET /environments/:environment/infrastructure',
    permissions: [READ],
    params: { environment },
  },
  {
    route: 'GET /environments/:environment/stream',
    permissions: [READ],
    params: { environment },
  },
  {
    route: 'GET /environments/:environment/stream/rooms/:roomId/participants',
    permissions: [READ],
    params: { environment, roomId: room },
  },
];
