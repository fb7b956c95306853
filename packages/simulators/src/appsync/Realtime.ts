import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SimulatorClock } from '../clock';
import type { Callers } from './callers';
import { RequestRefused, unauthorized } from './errors';
import { mayRead } from './fieldAccess';
import { isPrepared, type GraphqlApi } from './GraphqlApi';
import { fieldsOf, type Subscriptions } from './Subscriptions';
import type { AuthMode, Caller } from './types';

/** The most subscriptions of one connection (AppSync's quota). */
const maxSubscriptions = 100;
const keepAliveMs = 60_000;
/** How long a client waits for a `ka` before it gives the connection up. */
const connectionTimeoutMs = 300_000;
const subprotocol = 'graphql-ws';

interface Message {
  type?: unknown;
  id?: unknown;
  payload?: {
    data?: unknown;
    extensions?: { authorization?: Record<string, unknown> };
  };
}

interface Parts {
  api: GraphqlApi;
  subscriptions: Subscriptions;
  callers: Callers;
  clock: SimulatorClock;
  defaultAuth: AuthMode;
  /** Path of the GraphQL endpoint. */
  path: string;
}

const describe = (error: RequestRefused) => ({
  errorType: error.errorType,
  errorCode: error.status,
  message: error.message,
});

const lowerCase = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );

/** One connection that was let in. */
class Session {
  private readonly ends = new Map<string, () => void>();
  private stopKeepAlive = () => {};

  constructor(
    private readonly connection: WebSocket,
    private readonly parts: Parts,
  ) {}

  refuse(error: RequestRefused): void {
    this.send({
      type: 'connection_error',
      payload: { errors: [describe(error)] },
    });
    this.connection.close(1000);
  }

  end(): void {
    this.stopKeepAlive();
    this.ends.forEach(end => end());
    this.ends.clear();
  }

  async receive(text: string): Promise<void> {
    const message = readMessage(text);
    const id = typeof message.id === 'string' ? message.id : '';
    switch (message.type) {
      case 'connection_init':
        this.send({ type: 'connection_ack', payload: { connectionTimeoutMs } });
        this.keepAlive();
        return;
      case 'start':
        await this.start(id, message).catch(error =>
          this.send({
            type: 'error',
            id,
            payload: { errors: [describe(error)] },
          }),
        );
        return;
      case 'stop':
        this.ends.get(id)?.();
        this.ends.delete(id);
        this.send({ type: 'complete', id });
        return;
      default:
        this.send({
          type: 'error',
          ...(id && { id }),
          payload: {
            errors: [
              {
                errorType: 'UnsupportedOperation',
                message: `${message.type ?? 'unknown'} not supported through the realtime channel`,
              },
            ],
          },
        });
    }
  }

  private keepAlive(): void {
    this.stopKeepAlive();
    this.stopKeepAlive = this.parts.clock.schedule(keepAliveMs, () =>
      this.keepAlive(),
    );
    this.send({ type: 'ka' });
  }

  private async start(id: string, { payload }: Message): Promise<void> {
    const data = payload?.data;
    if (id === '' || typeof data !== 'string' || this.ends.has(id)) {
      throw new RequestRefused(
        400,
        'BadRequestException',
        'A start message has an id of its own and its payload as text in "data".',
      );
    }
    const caller = await this.parts.callers.identify({
      headers: lowerCase(payload?.extensions?.authorization ?? {}),
      method: 'POST',
      target: this.parts.path,
      body: data,
    });
    const prepared = this.parts.api.prepare(readMessage(data) as {});
    if (!isPrepared(prepared)) {
      const [{ message }] = prepared.errors!;
      throw new RequestRefused(400, 'BadRequestException', message);
    }
    if (prepared.operation.operation !== 'subscription') {
      throw new RequestRefused(
        400,
        'UnsupportedOperation',
        `${prepared.operation.operation} not supported through the realtime channel`,
      );
    }
    const type = this.parts.api.schema.getSubscriptionType()!;
    const [field] = fieldsOf(
      prepared.document,
      prepared.operation.selectionSet,
    );
    if (!mayRead(caller, this.parts.defaultAuth, type, field.name.value)) {
      throw new RequestRefused(
        401,
        'Unauthorized',
        `Not Authorized to access ${field.name.value} on type ${type.name}`,
      );
    }
    if (this.ends.size >= maxSubscriptions) {
      throw new RequestRefused(
        400,
        'MaxSubscriptionsReachedError',
        `Max number of ${maxSubscriptions} subscriptions reached`,
      );
    }
    if (this.connection.readyState !== this.connection.OPEN) {
      return;
    }
    this.ends.set(
      id,
      this.parts.subscriptions.add(prepared, caller, answer =>
        this.send({ type: 'data', id, payload: answer }),
      ),
    );
    this.send({ type: 'start_ack', id });
  }

  private send(message: Record<string, unknown>): void {
    this.connection.send(JSON.stringify(message));
  }
}

function readMessage(text: string): Message {
  try {
    return (JSON.parse(text) as Message | null) ?? {};
  } catch {
    return {};
  }
}

/** The header object that a client puts, as base64 or base64url, into the handshake. */
function readHeader(encoded: string): Record<string, string> {
  try {
    return lowerCase(
      JSON.parse(Buffer.from(encoded, 'base64').toString()) as {},
    );
  } catch {
    throw new RequestRefused(
      400,
      'BadRequestException',
      'The header is no base64 encoded JSON object',
    );
  }
}

/**
 * AppSync's realtime protocol on a WebSocket
 * (docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html).
 */
export class Realtime {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: 256 * 1024,
    handleProtocols: offered =>
      offered.has(subprotocol) ? subprotocol : false,
  });

  constructor(private readonly parts: Parts) {}

  /** Takes a handshake. */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    how: { refuseCredential: boolean },
  ): void {
    this.server.handleUpgrade(request, socket, head, connection => {
      connection.on('error', () => connection.terminate());
      const asked = this.authorize(request, how.refuseCredential);
      // Heard from the start, so that nothing is lost while the caller is looked up.
      const session = new Session(connection, this.parts);
      connection.on('message', data => {
        asked.then(
          () => session.receive(String(data)),
          () => {},
        );
      });
      asked.catch(error => session.refuse(error as RequestRefused));
      connection.once('close', () => session.end());
    });
  }

  private async authorize(
    request: IncomingMessage,
    refused: boolean,
  ): Promise<Caller> {
    const protocols = (request.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map(protocol => protocol.trim());
    if (!protocols.includes(subprotocol)) {
      throw new RequestRefused(400, 'NoProtocolError', 'NoProtocolError');
    }
    const query = new URL(request.url!, 'http://localhost').searchParams;
    const encoded =
      protocols
        .find(protocol => protocol.startsWith('header-'))
        ?.slice('header-'.length) ?? query.get('header');
    if (!encoded) {
      throw new RequestRefused(
        400,
        'BadRequestException',
        'Both, the "header", and the "payload" query string parameters are missing',
      );
    }
    if (refused) {
      throw unauthorized();
    }
    return this.parts.callers.identify({
      headers: readHeader(encoded),
      method: 'POST',
      target: `${this.parts.path}/connect`,
      body: '{}',
    });
  }
}
