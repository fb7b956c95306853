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
import { connectionProblem } from './connectionProblem';
import { UpstreamError, UpstreamFailure } from './errors';
import { upstreamMetrics } from './metrics';

/** How patient the portal is with an upstream. Durations in milliseconds. */
export interface UpstreamGuardOptions {
  /** Name of the upstream in errors, such as `GitHub`. */
  upstream: string;
  /** Time limit of a call. */
  timeoutMs: number;
  /** Calls under way at once; further ones wait in line. Default 20. */
  concurrency?: number;
  /** Calls that may wait in line; further ones are refused. Default 500. */
  queue?: number;
  /** Second tries of a read that broke or met trouble. Writes are never repeated. Default 1. */
  retries?: number;
  /** Failures in a row after which the upstream is left alone for a while. Default 8. */
  pauseAfterFailures?: number;
  /** How long it is left alone. Default 10 s. */
  pauseMs?: number;
  /**
   * Tells which other errors of the work mean that the upstream is in trouble, so that they count
   * towards the pause and a read is tried again. They reach the caller as they are; the `status` of
   * one is told by the refusals of the pause that it leads to.
   */
  isTrouble?: (error: unknown) => boolean;
}

/** A call that a guard runs. */
export interface GuardedCall {
  /** Ends the call, when the caller no longer wants the answer. */
  signal?: AbortSignal;
  /** Whether it changes nothing, so that it may be tried again. Default false. */
  read?: boolean;
}

/** Runs calls to one upstream within its limits. */
export type UpstreamGuard = <T>(
  work: (signal: AbortSignal) => Promise<T>,
  call?: GuardedCall,
) => Promise<T>;

// Problems before a connection stands: the upstream can't have seen anything.
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const BROKEN = new Set<string>([
  'unreachable',
  'truncated',
] satisfies UpstreamFailure[]);

/**
 * Makes a guard around any promise: a time limit, a concurrency limit, a second try for reads, and
 * a pause after repeated failure. The work has to end when its signal aborts; if it doesn't, the
 * caller gets the answer all the same.
 *
 * @throws UpstreamError when there is no answer; what the work throws of an answer, as it is
 */
export function createUpstreamGuard(
  options: UpstreamGuardOptions,
): UpstreamGuard {
  const { upstream, timeoutMs } = options;
  const isTrouble = options.isTrouble ?? (() => false);
  const failures = handleWhen(
    error =>
      isTrouble(error) ||
      (error instanceof UpstreamError && error.failure !== 'aborted'),
  );
  const metrics = upstreamMetrics(upstream);
  const line = bulkhead(options.concurrency ?? 20, options.queue ?? 500);
  const breaker = circuitBreaker(failures, {
    halfOpenAfter: options.pauseMs ?? 10_000,
    breaker: new ConsecutiveBreaker(options.pauseAfterFailures ?? 8),
  });
  let pausedAfter: UpstreamError['pausedAfter'];
  breaker.onBreak(why => {
    pausedAfter = 'error' in why ? wordOf(why.error) : undefined;
    metrics.onPause();
  });
  breaker.onReset(() => metrics.onResume());
  // A second try after a timeout would only double the wait of the person who looks on.
  const again = retry(
    handleWhen(
      error =>
        isTrouble(error) ||
        (error instanceof UpstreamError && BROKEN.has(error.failure)),
    ),
    {
      maxAttempts: options.retries ?? 1,
      backoff: new ExponentialBackoff({ initialDelay: 200, maxDelay: 2_000 }),
    },
  );
  const reads = wrap(line, again, breaker);
  const writes = wrap(line, breaker);

  return async (work, { signal, read = false } = {}) => {
    const startedAt = performance.now();
    const stopWaiting = metrics.onWaiting();
    let outcome = 'answered';
    try {
      return await (read ? reads : writes).execute(() => {
        stopWaiting();
        return withinLimit(upstream, timeoutMs, work, signal);
      });
    } catch (error) {
      const refusal = refusalOf(upstream, error, pausedAfter) ?? error;
      outcome = refusal instanceof UpstreamError ? refusal.failure : 'trouble';
      throw refusal;
    } finally {
      stopWaiting();
      metrics.onEnd(outcome, startedAt);
    }
  };
}

async function withinLimit<T>(
  upstream: string,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  const ends = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  let giveUp = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(ends.reason);
    ends.addEventListener('abort', giveUp, { once: true });
  });
  try {
    ends.throwIfAborted();
    return await Promise.race([work(ends), ended]);
  } catch (error) {
    if (signal?.aborted) {
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
    const word = connectionProblem(error);
    throw word === undefined
      ? error
      : new UpstreamError(
          upstream,
          'unreachable',
          word,
          !NEVER_CONNECTED.has(word),
        );
  } finally {
    clearTimeout(timer);
    ends.removeEventListener('abort', giveUp);
  }
}

/** What an error is in a word, or the status of an answer. */
function wordOf(error: unknown): UpstreamError['pausedAfter'] {
  if (error instanceof UpstreamError) {
    return error.failure;
  }
  const { status } = error as { status?: unknown };
  return typeof status === 'number' ? status : undefined;
}

/** What it means when the call wasn't even made. */
function refusalOf(
  upstream: string,
  error: unknown,
  pausedAfter: UpstreamError['pausedAfter'],
): UpstreamError | undefined {
  if (error instanceof BrokenCircuitError) {
    return new UpstreamError(
      upstream,
      'paused',
      'it failed several times in a row and is left alone for a moment',
      false,
      pausedAfter,
    );
  }
  if (error instanceof BulkheadRejectedError) {
    return new UpstreamError(
      upstream,
      'overloaded',
      'too many calls are waiting for it',
      false,
    );
  }
  return undefined;
}
