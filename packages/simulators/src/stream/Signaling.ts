import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SimulatorClock } from '../clock';
import type { FaultRules } from '../faultRules';
import { answerHandshake, type ServiceFault } from '../service/faults';
import { handlers, type AckBody } from './handleSignal';
import type { Rooms } from './Rooms';
import {
  codes,
  isAction,
  readSignal,
  SignalError,
  signals,
  type Action,
  type SignalData,
} from './signals';
import type { Connection } from './types';
import { watchFrameSizes } from './watchFrameSizes';

// The limits of API Gateway's WebSocket APIs, which docs/concept/signaling.md quotes.
const maxMessageBytes = 128 * 1024;
const maxFrameBytes = 32 * 1024;
const maxConnectionMs = 2 * 3600_000;
/** The backend keeps connections alive, as API Gateway closes them after 10 silent minutes. */
const keepAliveMs = 5 * 60_000;

/** A client's WebSocket with the limits on its life. */
class ClientConnection implements Connection {
  /** As API Gateway makes them. */
  readonly id = Buffer.from(randomUUID()).toString('base64').slice(0, 15);
  private stopKeepAlive = () => {};

  constructor(
    private readonly webSocket: WebSocket,
    private readonly clock: SimulatorClock,
  ) {
    const stopLife = clock.schedule(maxConnectionMs, () =>
      webSocket.close(1001, 'Going away'),
    );
    this.keepAlive();
    webSocket.once('close', () => {
      stopLife();
      this.stopKeepAlive();
    });
  }

  send(message: unknown): void {
    this.webSocket.send(JSON.stringify(message));
  }

  cut(): void {
    this.webSocket.terminate();
  }

  private keepAlive(): void {
    this.stopKeepAlive = this.clock.schedule(keepAliveMs, () => {
      this.send({ c: codes.OK, s: 'KEEPALIVE', b: {} });
      this.keepAlive();
    });
  }
}

/** The WebSocket of the Stream service: API Gateway with the signal handlers behind it. */
export class Signaling {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });

  constructor(
    private readonly rooms: Rooms,
    private readonly clock: SimulatorClock,
    private readonly faults: FaultRules<ServiceFault>,
  ) {}

  /** How many connections are open. */
  get connections(): number {
    return this.server.clients.size;
  }

  /** Takes a handshake. */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    how: { refuseCredential: boolean },
  ): void {
    if (how.refuseCredential) {
      answerHandshake(
        socket,
        403,
        'application/json',
        '{"message":"Forbidden"}',
      );
      return;
    }
    this.server.handleUpgrade(request, socket, head, webSocket => {
      webSocket.on('error', () => webSocket.close());
      watchFrameSizes(socket, maxFrameBytes, () => webSocket.close(1009));
      const connection = new ClientConnection(webSocket, this.clock);
      webSocket.on('message', data => this.receive(connection, String(data)));
    });
  }

  private receive(connection: ClientConnection, text: string): void {
    const { action, data } = readEnvelope(text);
    if (!isAction(action)) {
      // What API Gateway says when no route fits.
      connection.send({
        message: 'Forbidden',
        connectionId: connection.id,
        requestId: randomUUID(),
      });
      return;
    }
    const fault = this.faults.take('SIGNAL', `/${action}`);
    if (!fault) {
      this.handle(action, data, connection);
      return;
    }
    this.misbehave(fault, action, data, connection);
  }

  private misbehave(
    fault: ServiceFault,
    action: Action,
    data: unknown,
    connection: ClientConnection,
  ): void {
    if (fault.kind === 'latency') {
      setTimeout(() => this.handle(action, data, connection), fault.ms);
    } else if (fault.kind === 'refuse' || fault.kind === 'truncated') {
      connection.cut();
    } else if (fault.kind !== 'hang') {
      sendError(
        connection,
        action,
        data,
        new SignalError(
          'INTERNAL_SERVER_ERROR',
          'switched on in the simulator',
        ),
      );
    }
  }

  private handle<A extends Action>(
    action: A,
    data: unknown,
    connection: ClientConnection,
  ): void {
    try {
      const signal = readSignal(action, data);
      const handler = handlers[action] as (
        rooms: Rooms,
        data: SignalData<A>,
        connection: Connection,
      ) => AckBody;
      const body = handler(this.rooms, signal, connection);
      if (body) {
        connection.send({ c: codes.OK, s: signals[action].code, b: body });
      }
    } catch (error) {
      if (!(error instanceof SignalError)) {
        throw error;
      }
      sendError(connection, action, data, error);
    }
  }
}

function sendError(
  connection: Connection,
  action: Action,
  data: unknown,
  error: SignalError,
): void {
  connection.send({
    c: error.code,
    s: signals[action].code,
    b: { req: data ?? null, msg: error.message },
  });
}

function readEnvelope(text: string): { action?: unknown; data?: unknown } {
  try {
    return (JSON.parse(text) as {} | null) ?? {};
  } catch {
    return {};
  }
}
