import { Readable } from 'node:stream';
import type { UpstreamFetch } from '@internal/upstream-node';
import type { RetryAfter } from '../upstream/RetryAfter';

/** The parts of a request of AWS's SDK that matter on the way out. */
interface SdkRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

// fetch sets these itself, to the same values.
const SET_BY_FETCH = new Set(['host', 'content-length', 'expect']);

/**
 * Sends the requests of AWS's SDK through `createUpstreamFetch`, so that they keep to the same
 * limits as all others: time, concurrency, pause after failures, size of the answer, no redirects.
 */
export class AwsTransport {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #fetch: UpstreamFetch;
  readonly #retryAfter: RetryAfter;

  constructor(upstreamFetch: UpstreamFetch, retryAfter: RetryAfter) {
    this.#fetch = upstreamFetch;
    this.#retryAfter = retryAfter;
  }

  /**
   * As the SDK calls it.
   *
   * @throws UpstreamError when there is no answer; the error of `RetryAfter` while AWS asks to be
   *   left alone
   */
  async handle(
    request: SdkRequest,
    { abortSignal }: { abortSignal?: unknown } = {},
  ) {
    this.#retryAfter.check();
    const response = await this.#fetch(urlOf(request), {
      method: request.method,
      headers: Object.entries(request.headers).filter(
        ([name]) => !SET_BY_FETCH.has(name.toLowerCase()),
      ),
      body: request.body as BodyInit | undefined,
      redirect: 'manual',
      signal: abortSignal instanceof AbortSignal ? abortSignal : undefined,
    });
    if (response.status === 429) {
      throw this.#retryAfter.note(response.headers.get('Retry-After'));
    }
    return {
      response: {
        statusCode: response.status,
        reason: response.statusText,
        headers: Object.fromEntries(response.headers),
        body: Readable.from([Buffer.from(await response.arrayBuffer())]),
      },
    };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs() {
    return {};
  }
}

function urlOf({ protocol, hostname, port, path, query }: SdkRequest): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map(one => `${encode(name)}=${encode(one)}`),
  );
  const search = pairs.length ? `?${pairs.join('&')}` : '';
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}${search}`;
}

/** As signatures of AWS want it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
