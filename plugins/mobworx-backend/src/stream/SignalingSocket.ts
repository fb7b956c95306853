import { WebSocket } from 'ws';
import { z } from 'zod';

/** Messages of Stream are 128 KB at most (docs/concept/signaling.md of MobWorx/document). */
const MAX_MESSAGE_BYTES = 128 * 1024;

const GOODBYE_MS = 1_000;

/** `{c: code, s: signal, b: body}`; other messages are of no interest to a visit. */
const ackSchema = z.object({ c: z.number().int(), s: z.string().max(60) });

/** What the server says to a signal. */
export type Ack = z.infer<typeof ackSchema>;

/** The handshake got an HTTP answer instead of a WebSocket. */
export class HandshakeRefusedError extends Error {
  constructor(readonly status: number) {
    super(`the handshake was answered with ${status}`);
    this.name = 'HandshakeRefusedError';
  }
}

/** A WebSocket to the signaling of Stream that ends with its signal at the latest. */
export class SignalingSocket {
  readonly #socket: WebSocket;
  readonly #ended: Promise<never>;
  #hear: (ack: Ack) => void = () => {};

  private constructor(socket: WebSocket, signal: AbortSignal) {
    this.#socket = socket;
    this.#ended = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      socket.on('close', () => reject(new Error('the connection was closed')));
      socket.on('error', reject);
    });
    // Whoever waits hears of it; when nobody does, it is no news.
    this.#ended.catch(() => {});
    socket.on('message', data => {
      const ack = readAck(String(data));
      if (ack) {
        this.#hear(ack);
      }
    });
  }

  /**
   * Opens a connection; redirects are not followed.
   *
   * @throws HandshakeRefusedError, or the error of the network, or the reason of `signal`
   */
  static async open(
    url: string,
    signal: AbortSignal,
  ): Promise<SignalingSocket> {
    signal.throwIfAborted();
    const socket = new WebSocket(url, {
      followRedirects: false,
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
    });
    signal.addEventListener('abort', () => socket.terminate(), { once: true });
    const opened = new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        reject(new HandshakeRefusedError(response.statusCode ?? 0));
      });
    });
    const connection = new SignalingSocket(socket, signal);
    await Promise.race([opened, connection.#ended]);
    return connection;
  }

  /** Sends a signal. */
  send(action: string, data: Record<string, unknown>): void {
    this.#socket.send(JSON.stringify({ action, data }));
  }

  /**
   * Waits for the next ack of one of these signals.
   *
   * @throws when the connection ends before
   */
  async ack(...signals: string[]): Promise<Ack> {
    const heard = new Promise<Ack>(resolve => {
      this.#hear = ack => signals.includes(ack.s) && resolve(ack);
    });
    return Promise.race([heard, this.#ended]);
  }

  /** Breaks the connection: whoever waits for an ack is told so. */
  cut(): void {
    this.#socket.terminate();
  }

  /** Ends the connection, also when the other side doesn't say goodbye. */
  end(): void {
    this.#socket.close();
    setTimeout(() => this.#socket.terminate(), GOODBYE_MS).unref();
  }
}

function readAck(text: string): Ack | undefined {
  try {
    return ackSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
