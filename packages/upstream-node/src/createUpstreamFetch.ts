import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import { UpstreamError } from './errors';

/** How patient the portal is with an upstream. Durations in milliseconds. */
export interface UpstreamFetchOptions {
  /** Name of the upstream in errors, such as `GitHub`. */
  upstream: string;
  /** Time limit of a call: up to its last byte with `maxBodyBytes`, otherwise up to its headers. */
  timeoutMs: number;
  /**
   * Reads the body here, as a part of the call, and takes no more bytes than this. Without it the
   * body streams, and what happens to it is the caller's.
   */
  maxBodyBytes?: number;
  /** Calls under way at once; further ones wait in line. Default 20. */
  concurrency?: number;
  /** Calls that may wait in line; further ones are refused. Default 500. */
  queue?: number;
  /** Second tries of a read that broke or got 502, 503 or 504. Writes are never repeated. Default 1. */
  retries?: number;
  /** Failures in a row after which the upstream is left alone for a while. Default 8. */
  pauseAfterFailures?: number;
  /** How long it is left alone. Default 10 s. */
  pauseMs?: number;
}

/** Signature of the platform's `fetch`, so that any client library can be given it. */
export type UpstreamFetch = (
  input: string | URL | Request,
  init?: RequestInit,
) => Promise<Response>;

/** Wraps an answer that counts as a failure for retry and breaker, yet is an answer for the caller. */
class TroubledAnswer extends Error {
  constructor(readonly response: Response) {
    super(`HTTP ${response.status}`);
  }
}

class TooLargeError extends Error {}

const TROUBLED = new Set([502, 503, 504]);

// Problems before a connection stands: the upstream can't have seen anything.
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Makes a `fetch` with a time limit, a concurrency limit, a second try for reads, and a pause
 * after repeated failure. Any answer of the upstream, 5xx too, is returned as it is.
 *
 * @throws UpstreamError when there is no answer
 */
export function createUpstreamFetch(
  options: UpstreamFetchOptions,
): UpstreamFetch {
  const { upstream, timeoutMs } = options;
  const failures = handleWhen(
    error =>
      error instanceof TroubledAnswer ||
      (error instanceof UpstreamError && error.failure !== 'aborted'),
  );
  const line = bulkhead(options.concurrency ?? 20, options.queue ?? 500);
  const breaker = circuitBreaker(failures, {
    halfOpenAfter: options.pauseMs ?? 10_000,
    breaker: new ConsecutiveBreaker(options.pauseAfterFailures ?? 8),
  });
  // A second try after a timeout would only double the wait of the person who looks on.
  const again = retry(
    handleWhen(
      error =>
        error instanceof TroubledAnswer ||
        (error instanceof UpstreamError &&
          (error.failure === 'unreachable' || error.failure === 'truncated')),
    ),
    {
      maxAttempts: options.retries ?? 1,
      backoff: new ExponentialBackoff({ initialDelay: 200, maxDelay: 2_000 }),
    },
  );
  const reads = wrap(line, again, breaker);
  const writes = wrap(line, breaker);

  async function once(input: string | URL | Request, init?: RequestInit) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeoutMs);
    const signal = init?.signal
      ? AbortSignal.any([init.signal, limit.signal])
      : limit.signal;
    let response: Response | undefined;
    try {
      response = await fetch(input, { ...init, signal });
      if (options.maxBodyBytes !== undefined) {
        response = await readWhole(response, options.maxBodyBytes);
      }
    } catch (error) {
      if (init?.signal?.aborted) {
        throw new UpstreamError(
          upstream,
          'aborted',
          'the call was given up',
          true,
        );
      }
      if (limit.signal.aborted) {
        throw new UpstreamError(
          upstream,
          'timeout',
          `no answer within ${timeoutMs} ms`,
          true,
        );
      }
      if (error instanceof TooLargeError) {
        throw new UpstreamError(upstream, 'too-large', error.message, true);
      }
      if (response) {
        throw new UpstreamError(
          upstream,
          'truncated',
          'the answer broke off',
          true,
        );
      }
      const problem = connectionProblem(error);
      throw new UpstreamError(
        upstream,
        'unreachable',
        problem,
        !NEVER_CONNECTED.has(problem),
      );
    } finally {
      clearTimeout(timer);
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
    const policy = method === 'GET' || method === 'HEAD' ? reads : writes;
    try {
      return await policy.execute(() => once(input, init));
    } catch (error) {
      if (error instanceof TroubledAnswer) {
        return error.response;
      }
      if (error instanceof BrokenCircuitError) {
        throw new UpstreamError(
          upstream,
          'paused',
          'it failed several times in a row and is left alone for a moment',
          false,
        );
      }
      if (error instanceof BulkheadRejectedError) {
        throw new UpstreamError(
          upstream,
          'overloaded',
          'too many calls are waiting for it',
          false,
        );
      }
      throw error;
    }
  };
}

/** The same answer with its body in memory. */
async function readWhole(
  response: Response,
  maxBytes: number,
): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new TooLargeError(`the answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  const { status, statusText, headers } = response;
  // 204 and the like may have no body, not even an empty one.
  const body = bytes > 0 ? Buffer.concat(chunks) : null;
  return new Response(body, { status, statusText, headers });
}

/** The system's own word for it (`ECONNREFUSED`), never the address. */
function connectionProblem(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  return typeof cause?.code === 'string' ? cause.code : 'the connection broke';
}
