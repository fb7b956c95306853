import {
  ApolloClient,
  ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client/core';
import { createAuthLink, type AuthOptions } from 'aws-appsync-auth-link';
import { createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { WebSocket } from 'ws';
import { environments } from '../__testUtils__/environment';
import type { MobworxEnvironment } from '../mobworx/environment';

const start = environments();
// The client keeps a timer of minutes after its connection has gone; it should not keep the tests.
const plainTimeout = setTimeout;
beforeAll(() => {
  jest
    .spyOn(global, 'setTimeout')
    .mockImplementation((...args) => plainTimeout(...args).unref());
});
afterAll(() => jest.restoreAllMocks());

const apiKey: AuthOptions = {
  type: 'API_KEY',
  apiKey: 'da2-simulatedstaging0000000001',
};

const onMessage = gql`
  subscription OnMessage($roomId: ID!) {
    onMessage(roomId: $roomId) {
      text
      roomId
      senderId
    }
  }
`;
const sendMessage = gql`
  mutation Send($roomId: ID!, $text: String!) {
    sendMessage(roomId: $roomId, text: $text, clientId: "test") {
      body: text
      ...Where
    }
  }
  fragment Where on Message {
    roomId
  }
`;

/** AWS's own client for JavaScript: a stock one that we did not write. */
function stockClient({ appsync }: MobworxEnvironment, auth: AuthOptions) {
  const config = { url: appsync.graphqlUrl, region: 'us-west-2', auth };
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([
      createAuthLink(config),
      createSubscriptionHandshakeLink(
        config,
        new HttpLink({ uri: config.url, fetch, includeExtensions: false }),
      ),
    ]),
  });
}

/** A promise of the next thing that a subscription brings. */
function listen(
  client: ApolloClient,
  query: typeof onMessage,
  variables: Record<string, string>,
) {
  const received: any[] = [];
  let wake = () => {};
  const subscription = client.subscribe({ query, variables }).subscribe({
    next: result => {
      received.push(result);
      wake();
    },
    error: error => {
      received.push({ error });
      wake();
    },
  });
  const next = async () => {
    if (received.length === 0) {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
    return received.shift();
  };
  return { next, subscription };
}

/** Waits for the simulator to know of that many subscriptions. */
async function untilSubscribed({ appsync }: MobworxEnvironment, count: number) {
  while (appsync.subscriptions() !== count) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe("AWS's own client", () => {
  const auths: [string, (e: MobworxEnvironment) => Promise<AuthOptions>][] = [
    ['API key', async () => apiKey],
    [
      'IAM',
      async ({ seed }) => ({
        type: 'AWS_IAM',
        credentials: seed.aws.accessKeys[0],
      }),
    ],
    [
      'Cognito',
      async ({ appsync }) => ({
        type: 'AMAZON_COGNITO_USER_POOLS',
        jwtToken: await appsync.issueToken({
          mode: 'AMAZON_COGNITO_USER_POOLS',
          username: 'noa-berg',
        }),
      }),
    ],
    [
      'OpenID Connect',
      async ({ appsync }) => ({
        type: 'OPENID_CONNECT',
        jwtToken: await appsync.issueToken({
          mode: 'OPENID_CONNECT',
          username: 'noa-berg',
        }),
      }),
    ],
    [
      'Lambda',
      async () => ({ type: 'AWS_LAMBDA', token: 'simulated-lambda-token' }),
    ],
  ];

  it.each(auths)('subscribes and hears of mutations: %s', async (_, auth) => {
    const environment = await start();
    const client = stockClient(environment, await auth(environment));
    const radio = listen(client, onMessage, { roomId: 'radio-hour' });
    await untilSubscribed(environment, 1);
    const send = (roomId: string, text: string) =>
      client.mutate({ mutation: sendMessage, variables: { roomId, text } });
    await send('design-review', 'not for them');
    await send('radio-hour', 'hello');
    expect((await radio.next()).data.onMessage).toEqual({
      __typename: 'Message',
      text: 'hello',
      roomId: 'radio-hour',
      // The mutation did not select it.
      senderId: null,
    });
    radio.subscription.unsubscribe();
    await untilSubscribed(environment, 0);
    environment.appsync.service.disconnect();
  });

  it('is told when its key is wrong', async () => {
    const environment = await start();
    const wrong = stockClient(environment, {
      ...apiKey,
      apiKey: 'da2-wrong',
    } as AuthOptions);
    const { next } = listen(wrong, onMessage, { roomId: 'radio-hour' });
    expect(JSON.stringify((await next()).error.cause)).toContain(
      'UnauthorizedException',
    );
  });

  it('may not subscribe to what it may not read', async () => {
    const environment = await start();
    const { next } = listen(
      stockClient(environment, apiKey),
      gql`
        subscription OnClosed {
          onRoomClosed {
            id
          }
        }
      `,
      {},
    );
    expect(JSON.stringify((await next()).error.cause)).toContain(
      'Not Authorized to access onRoomClosed on type Subscription',
    );
    environment.appsync.service.disconnect();
  });
});

describe('the protocol', () => {
  const header = Buffer.from(
    JSON.stringify({
      host: 'localhost',
      'x-api-key': 'da2-simulatedstaging0000000001',
    }),
  ).toString('base64');
  const authorization = { 'x-api-key': 'da2-simulatedstaging0000000001' };

  /** A bare connection; `next` gives its messages in turn. */
  async function connect(
    { appsync }: MobworxEnvironment,
    query = `?header=${encodeURIComponent(header)}&payload=e30=`,
    protocols: string[] = ['graphql-ws'],
  ) {
    const socket = new WebSocket(`${appsync.realtimeUrl}${query}`, protocols);
    const messages: any[] = [];
    let wake = () => {};
    socket.on('message', data => {
      messages.push(JSON.parse(String(data)));
      wake();
    });
    const closed = new Promise<number>(resolve => {
      socket.once('close', code => resolve(code));
    });
    const next = async () => {
      if (messages.length === 0) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
      return messages.shift();
    };
    const send = (message: unknown) =>
      socket.send(
        typeof message === 'string' ? message : JSON.stringify(message),
      );
    await new Promise(resolve => socket.once('open', resolve));
    return { socket, next, send, closed };
  }
  const startMessage = (id: string, query: string, variables = {}) => ({
    type: 'start',
    id,
    payload: {
      data: JSON.stringify({ query, variables }),
      extensions: { authorization },
    },
  });
  const created = 'subscription { onRoomCreated(type: m2m) { id } }';

  it('acknowledges, keeps alive, and completes', async () => {
    const environment = await start();
    const { next, send, socket } = await connect(environment);
    send({ type: 'connection_init' });
    expect(await next()).toEqual({
      type: 'connection_ack',
      payload: { connectionTimeoutMs: 300_000 },
    });
    expect(await next()).toEqual({ type: 'ka' });
    environment.clock.advance(60_000);
    expect(await next()).toEqual({ type: 'ka' });
    send(startMessage('1', created));
    expect(await next()).toEqual({ type: 'start_ack', id: '1' });
    send({ type: 'stop', id: '1' });
    expect(await next()).toEqual({ type: 'complete', id: '1' });
    send(startMessage('2', created));
    await next();
    socket.close();
    await untilSubscribed(environment, 0);
  });

  it.each([
    ['no header', '', ['graphql-ws'], 'BadRequestException'],
    ['a broken header', '?header=!', ['graphql-ws'], 'BadRequestException'],
    ['another subprotocol', `?header=${header}`, [], 'NoProtocolError'],
  ])('refuses a connection with %s', async (_, query, protocols, errorType) => {
    const { next, closed } = await connect(await start(), query, protocols);
    expect(await next()).toMatchObject({
      type: 'connection_error',
      payload: { errors: [{ errorType, errorCode: 400 }] },
    });
    expect(await closed).toBe(1000);
  });

  it('refuses what is no subscription', async () => {
    const { next, send } = await connect(await start());
    const errorOf = async (message: unknown) => {
      send(message);
      const { type, payload } = await next();
      expect(type).toBe('error');
      return payload.errors[0];
    };
    expect(await errorOf('{')).toEqual({
      errorType: 'UnsupportedOperation',
      message: 'unknown not supported through the realtime channel',
    });
    expect(await errorOf(startMessage('1', '{ __typename }'))).toMatchObject({
      errorType: 'UnsupportedOperation',
    });
    expect(
      await errorOf(startMessage('1', 'subscription { nope }')),
    ).toMatchObject({
      message: expect.stringContaining('FieldUndefined'),
    });
    expect(await errorOf(startMessage('1', '{'))).toMatchObject({
      errorType: 'MalformedHttpRequestException',
    });
    expect(await errorOf({ type: 'start', id: '1' })).toMatchObject({
      errorType: 'BadRequestException',
    });
    expect(
      await errorOf({ ...startMessage('1', created), payload: { data: '{}' } }),
    ).toMatchObject({ errorType: 'UnauthorizedException', errorCode: 401 });
  });

  it('takes 100 subscriptions on one connection', async () => {
    const { next, send } = await connect(await start());
    for (let id = 0; id <= 100; id += 1) {
      send(startMessage(String(id), created));
    }
    for (let id = 0; id < 100; id += 1) {
      expect((await next()).type).toBe('start_ack');
    }
    expect((await next()).payload.errors[0].errorType).toBe(
      'MaxSubscriptionsReachedError',
    );
  });
});
