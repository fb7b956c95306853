import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  Destinations,
  type DestinationsOptions,
  withoutBrackets,
} from './Destinations';
import { endToEnd } from './endToEnd';

/** What a {@link FilteringProxy} goes by. */
export interface FilteringProxyOptions extends DestinationsOptions {
  /** How many bytes may come in. */
  byteLimit: number;
  /** Called once, when more than that has come; nothing comes through afterwards. */
  onTooMuch(): void;
}

const CONNECT_TIME_LIMIT_MS = 20_000;
const CONNECT_TARGET = /^(\[[0-9a-f:.]+\]|[^:/\s]+):(\d{1,5})$/i;

/**
 * The only way out of the browser that audits. For everything that a page asks for, redirects and
 * sub-resources alike, it resolves the name itself, judges each address and connects to one that it
 * has judged, so that a name can't lead elsewhere between the look and the connection.
 */
export class FilteringProxy {
  /** Where it went, and why it didn't go elsewhere. */
  readonly destinations: Destinations;
  readonly #options: FilteringProxyOptions;
  readonly #server: Server;
  readonly #open = new Set<Duplex>();
  #received = 0;
  #lets = false;

  constructor(options: FilteringProxyOptions) {
    this.#options = options;
    this.destinations = new Destinations(options);
    this.#server = createServer((request, response) => {
      void this.#forward(request, response);
    });
    this.#server.on('connect', (request, socket, head) => {
      void this.#tunnel(request, socket, head);
    });
    this.#server.on('connection', socket => this.#keep(socket));
    // What isn't HTTP: nobody but the browser is meant to come here.
    this.#server.on('clientError', (_, socket) => socket.destroy());
  }

  /** Listens on a free port of this machine and returns it. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /**
   * Lets something through from now on. Until a page is loaded, all that a browser asks for is for
   * itself: whether there are updates, who is signed in.
   */
  open(): void {
    this.#lets = true;
  }

  close(): void {
    this.#server.close();
    this.#open.forEach(socket => socket.destroy());
  }

  // A request for http: comes whole. Where there is nothing to pass on the connection is cut: any
  // answer would look like one of the site.
  async #forward(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = URL.parse(request.url ?? '');
    if (url?.protocol !== 'http:') {
      response.writeHead(400).end();
      return;
    }
    const port = Number(url.port) || 80;
    const lookup = await this.#reach(url.hostname, port);
    if (!lookup) {
      response.writeHead(403).end();
      return;
    }
    const options: RequestOptions = {
      host: withoutBrackets(url.hostname),
      port,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: endToEnd(request.rawHeaders),
      agent: false,
      lookup,
    };
    const onward = httpRequest(options, answer => {
      try {
        response.writeHead(
          answer.statusCode ?? 502,
          answer.statusMessage,
          endToEnd(answer.rawHeaders),
        );
      } catch {
        // A header that Node.js wouldn't send.
        request.socket.destroy();
        return;
      }
      answer.on('data', (chunk: Buffer) => this.#count(chunk));
      answer.on('error', () => request.socket.destroy());
      answer.pipe(response);
    });
    onward.on('socket', socket => this.#keep(socket));
    onward.on('error', error => {
      this.destinations.note(url.hostname, port, error);
      request.socket.destroy();
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  async #tunnel(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    this.#keep(socket);
    const [, host, portText] = CONNECT_TARGET.exec(request.url ?? '') ?? [];
    const port = Number(portText);
    const lookup = host && port < 65_536 && (await this.#reach(host, port));
    if (!lookup) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const onward = connect({
      host: withoutBrackets(host),
      port,
      lookup,
    });
    this.#keep(onward);
    onward.setTimeout(CONNECT_TIME_LIMIT_MS, () =>
      onward.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })),
    );
    onward.once('connect', () => {
      onward.setTimeout(0);
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.on('data', (chunk: Buffer) => this.#count(chunk));
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.once('error', error => {
      if (onward.connecting || !onward.bytesRead) {
        this.destinations.note(host, port, error);
      }
      socket.destroy();
    });
    socket.once('close', () => onward.destroy());
    onward.once('close', () => socket.end());
  }

  async #reach(
    host: string,
    port: number,
  ): Promise<LookupFunction | undefined> {
    if (!this.#lets || this.#received > this.#options.byteLimit) {
      return undefined;
    }
    return this.destinations.reach(host, port);
  }

  #count(chunk: Buffer): void {
    const before = this.#received;
    this.#received += chunk.length;
    const { byteLimit, onTooMuch } = this.#options;
    if (before <= byteLimit && this.#received > byteLimit) {
      this.#open.forEach(socket => socket.destroy());
      onTooMuch();
    }
  }

  #keep(socket: Duplex): void {
    if (!this.#open.has(socket)) {
      this.#open.add(socket);
      // The other end may go at any time; whoever needs to know listens too.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#open.delete(socket));
    }
  }
}
