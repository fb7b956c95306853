import { mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { tellDatabaseAway } from './databaseAway';

const PORT = 5499;
const backend = {
  database: { client: 'pg', connection: { host: 'db', port: String(PORT) } },
};

const failure = (message: string, properties: object = {}) =>
  Object.assign(new Error(message), properties);
const refused = (port: number) =>
  failure(`connect ECONNREFUSED 127.0.0.1:${port}`, {
    code: 'ECONNREFUSED',
    syscall: 'connect',
    port,
  });

async function answerTo(error: Error, config: object = backend) {
  const app = express();
  app.get('/', () => {
    throw error;
  });
  app.use(
    tellDatabaseAway(mockServices.rootConfig({ data: { backend: config } })),
  );
  const seen: Error[] = [];
  const last: express.ErrorRequestHandler = (passed, _req, res, _next) => {
    seen.push(passed);
    res.status(500).end();
  };
  app.use(last);
  const { headers } = await request(app).get('/');
  return { passed: seen[0], retryAfter: headers['retry-after'] };
}

const fromAnotherPlugin = ResponseError.fromResponse(
  new Response(
    JSON.stringify({
      error: {
        name: 'ServiceUnavailableError',
        message: 'x',
        code: 'database_unavailable',
      },
      response: { statusCode: 503 },
    }),
    { status: 503, headers: { 'content-type': 'application/json' } },
  ) as never,
);

it.each<[string, () => Promise<Error> | Error]>([
  ['the connection is refused', () => refused(PORT)],
  [
    'each address of its name refuses',
    () => new AggregateError([refused(PORT), refused(PORT)]),
  ],
  [
    'the server goes down',
    () => failure('terminating connection', { code: '57P01' }),
  ],
  ['the server starts up', () => failure('starting up', { code: '57P03' })],
  [
    'the server has no connection left',
    () => failure('too many clients', { code: '53300' }),
  ],
  ['the connection broke', () => failure('Connection terminated unexpectedly')],
  [
    'the pool has none',
    () =>
      failure(
        'Knex: Timeout acquiring a connection. The pool is probably full.',
      ),
  ],
  ['another plugin says so', () => fromAnotherPlugin],
])('says that the database is away where %s', async (_name, error) => {
  const { passed, retryAfter } = await answerTo(await error());
  expect(passed).toMatchObject({
    name: 'ServiceUnavailableError',
    code: 'database_unavailable',
  });
  expect(Number(retryAfter)).toBeGreaterThan(0);
});

it.each([
  ['an upstream that refuses', refused(7010)],
  ['a mistake in a query', failure('syntax error', { code: '42601' })],
  ['anything else', failure('Something else')],
])('leaves %s as it is', async (_name, error) => {
  const { passed, retryAfter } = await answerTo(error);
  expect(passed).toBe(error);
  expect(retryAfter).toBeUndefined();
});

it('knows the port of a connection that is a URL', async () => {
  const database = { client: 'pg', connection: 'postgresql://u@db:6543/x' };
  const { passed } = await answerTo(refused(6543), { database });
  expect(passed).toMatchObject({ code: 'database_unavailable' });
});
