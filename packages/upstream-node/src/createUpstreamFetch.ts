import { connectionProblem } from './connectionProblem';
import {
  createUpstreamGuard,
  UpstreamGuardOptions,
} from './createUpstreamGuard';
import { UpstreamError } from './errors';

/** How patient the portal is with an upstream. Durations in milliseconds. */
export interface UpstreamFetchOptions extends Omit<
  UpstreamGuardOptions,
  'isTrouble'
> {
  /** Time limit of a call: up to its last byte with `maxBodyBytes`, otherwise up to its headers. */
  timeoutMs: number;
  /**
   * Reads the body here, as a part of the call, and takes no more bytes than this. Without it the
   * body streams, and what happens to it is the caller's.
   */
  maxBodyBytes?: number;
}

/** Signature of the platform's `fetch`, so that any client library can be given it. */
export type UpstreamFetch = (
  input: string | URL | Request,
  init?: RequestInit,
) => Promise<Response>;

/** Wraps an answer that counts as a failure for retry and breaker, yet is an answer for the caller. */
class TroubledAnswer extends Error {
  readonly status: number;

  constructor(readonly response: Response) {
    super(`HTTP ${response.status}`);
    this.status = response.status;
  }
}

const TROUBLED = new Set([502, 503, 504]);

/**
 * Makes a `fetch` with the limits of {@link createUpstreamGuard}; a read that gets 502, 503 or 504
 * is tried again too. Any answer of the upstream, 5xx too, is returned as it is.
 *
 * @throws UpstreamError when there is no answer
 */
export function createUpstreamFetch(
  options: UpstreamFetchOptions,
): UpstreamFetch {
  const { upstream, maxBodyBytes } = options;
  const guard = createUpstreamGuard({
    ...options,
    isTrouble: error => error instanceof TroubledAnswer,
  });

  async function once(input: string | URL | Request, init: RequestInit) {
    let response = await fetch(input, init).catch(error => {
      // The guard knows what the system's words mean; undici has errors without one.
      throw connectionProblem(error) === undefined
        ? new UpstreamError(
            upstream,
            'unreachable',
            'the connection broke',
            true,
          )
        : error;
    });
    if (maxBodyBytes !== undefined) {
      response = await readWhole(response, upstream, maxBodyBytes);
    }
    if (TROUBLED.has(response.status)) {
      throw new TroubledAnswer(response);
    }
    return response;
  }

  return async (input, init) => {
    const method = (
      init?.method ?? (input instanceof Request ? input.method : 'GET')
    ).toUpperCase();
    try {
      return await guard(signal => once(input, { ...init, signal }), {
        signal: init?.signal ?? undefined,
        read: method === 'GET' || method === 'HEAD',
      });
    } catch (error) {
      if (error instanceof TroubledAnswer) {
        return error.response;
      }
      throw error;
    }
  };
}

/** The same answer with its body in memory. */
async function readWhole(
  response: Response,
  upstream: string,
  maxBytes: number,
): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        break;
      }
      chunks.push(chunk);
    }
  } catch {
    throw new UpstreamError(
      upstream,
      'truncated',
      'the connection broke in the middle of the answer',
      true,
    );
  }
  if (bytes > maxBytes) {
    throw new UpstreamError(
      upstream,
      'too-large',
      `the answer is longer than ${maxBytes} bytes`,
      true,
    );
  }
  const { status, statusText, headers } = response;
  // 204 and the like may have no body, not even an empty one.
  const body = bytes > 0 ? Buffer.concat(chunks) : null;
  return new Response(body, { status, statusText, headers });
}
