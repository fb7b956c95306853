import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { WebSocket } from 'ws';
import { parse } from 'yaml';

interface Message {
  name: string;
  payload: object;
}

interface Channel {
  publish?: { message: Message };
  subscribe?: { message: Message & { oneOf?: Message[] } };
}

/** The AsyncAPI document of the catalog: all that this client knows of the protocol. */
const document = parse(
  parse(
    readFileSync(
      path.resolve(__dirname, '../../../../catalog/apis/stream-signaling.yaml'),
      'utf8',
    ),
  ).spec.definition,
) as { channels: Record<string, Channel>; components: object };

const ajv = new Ajv({ strict: false });
ajv.addSchema({ $id: 'document', components: document.components });

function compile({ payload }: Message): ValidateFunction {
  const text = JSON.stringify(payload).replaceAll('"#/', '"document#/');
  return ajv.compile(JSON.parse(text));
}

const sent = new Map(
  Object.entries(document.channels).flatMap(([action, { publish }]) =>
    publish ? [[action, compile(publish.message)] as const] : [],
  ),
);

const received = Object.values(document.channels).flatMap(({ subscribe }) =>
  (subscribe?.message.oneOf ?? [subscribe!.message]).map(message => ({
    name: message.name,
    validate: compile(message),
  })),
);

/** The names of all messages that a server may send. */
export const messageNames = received.map(({ name }) => name);

/** Which messages the clients of this file's importer have got. */
export const seenMessages = new Set<string>();

/** A message with the name that the document has for it. */
export type Named = { name: string; [key: string]: any };

/** A client of the signaling, written from the AsyncAPI document alone. */
export class SignalingClient {
  private readonly messages: Named[] = [];
  private wake = () => {};
  readonly closed: Promise<number>;

  private constructor(
    readonly socket: WebSocket,
    readonly session: Record<string, string>,
  ) {
    socket.on('message', data => this.take(JSON.parse(String(data))));
    this.closed = new Promise(resolve => {
      socket.once('close', code => resolve(code));
    });
  }

  static async connect(
    url: string,
    userId: string,
    sessionId = `session-of-${userId}`,
  ): Promise<SignalingClient> {
    const socket = new WebSocket(url);
    const client = new SignalingClient(socket, {
      userId,
      sessionId,
      category: 'stream',
      host: 'Web',
      deviceId: `device-of-${userId}`,
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  /** Sends a signal of the document; `s` and `ss` are added. Throws when it does not fit. */
  send(action: string, data: Record<string, unknown>): void {
    const signal = {
      action,
      data: { s: signalCode(action), ss: this.session, ...data },
    };
    const validate = sent.get(action)!;
    if (!validate(signal)) {
      throw new Error(`${action}: ${ajv.errorsText(validate.errors)}`);
    }
    this.sendRaw(signal);
  }

  /** Sends anything. */
  sendRaw(message: unknown): void {
    this.socket.send(
      typeof message === 'string' ? message : JSON.stringify(message),
    );
  }

  /** The next message. */
  async next(): Promise<Named> {
    if (this.messages.length === 0) {
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
    }
    return this.messages.shift()!;
  }

  /** The next message of that name; what comes before is dropped. */
  async nextOf(name: string): Promise<Named> {
    const message = await this.next();
    return message.name === name ? message : this.nextOf(name);
  }

  /** Sends a signal and waits for what comes next. */
  async ask(action: string, data: Record<string, unknown>): Promise<Named> {
    this.send(action, data);
    return this.next();
  }

  private take(message: Record<string, unknown>): void {
    const fitting = received.filter(({ validate }) => validate(message));
    fitting.forEach(({ name }) => seenMessages.add(name));
    this.messages.push({
      ...message,
      name: fitting[0]?.name ?? 'not in the document',
    });
    this.wake();
  }
}

function signalCode(action: string): string {
  const { name } = document.channels[action].publish!.message;
  return name.replace(/_SIGNAL$/, '');
}
