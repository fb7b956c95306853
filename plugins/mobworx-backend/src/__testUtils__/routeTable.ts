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
