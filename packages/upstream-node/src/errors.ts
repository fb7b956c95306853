/** What an error of ours tells: a stable code, what happened and why, and what to do now. */
export interface ErrorDetail {
  /** Stable, snake case; front ends and tests branch on it. */
  code: string;
  /** What happened and why, in a sentence for a person. */
  message: string;
  /** What to do now, in a sentence for a person. */
  remedy: string;
}

/** An error that carries {@link ErrorDetail} to the browser. */
export type CodedError<E extends Error = Error> = E & ErrorDetail;

/**
 * Makes one of the classes of `@backstage/errors` that carries a code and a remedy.
 *
 * The framework turns the class into the HTTP status and sends every enumerable property to the
 * browser, the `cause` included. So an upstream's own error never becomes the cause: it may hold
 * a token in its request, or a numeric `status` that the framework would pass through as ours.
 */
export function codedError<E extends Error>(
  ErrorClass: new (message: string) => E,
  detail: ErrorDetail,
): CodedError<E> {
  const { code, remedy, message } = detail;
  return Object.assign(new ErrorClass(message), { code, remedy });
}

/** Whether an error was made by {@link codedError}. */
export function isCodedError(error: unknown): error is CodedError {
  return (
    error instanceof Error &&
    typeof (error as Partial<CodedError>).code === 'string' &&
    typeof (error as Partial<CodedError>).remedy === 'string'
  );
}

/**
 * - `timeout`: no answer within the time limit
 * - `unreachable`: no connection, or it broke
 * - `paused`: it failed several times in a row and isn't asked for some seconds
 * - `overloaded`: too many of our calls are waiting for it already
 * - `aborted`: the caller no longer wants the answer
 * - `truncated`: the answer ended before its end
 * - `too-large`: the answer is longer than we take
 */
export type UpstreamFailure =
  | 'timeout'
  | 'unreachable'
  | 'paused'
  | 'overloaded'
  | 'aborted'
  | 'truncated'
  | 'too-large';

/** An outbound call that got no answer. Adapters turn it into an error of their own family. */
export class UpstreamError extends Error {
  readonly upstream: string;
  readonly failure: UpstreamFailure;
  /** False when it is certain that the upstream never saw the call, so that a write did nothing. */
  readonly mayHaveArrived: boolean;
  /**
   * With `paused`: what the last of the failures was that led to it, or the HTTP status of the
   * answer; absent when that isn't known.
   */
  readonly pausedAfter?: UpstreamFailure | number;

  constructor(
    upstream: string,
    failure: UpstreamFailure,
    reason: string,
    mayHaveArrived: boolean,
    pausedAfter?: UpstreamFailure | number,
  ) {
    super(`${upstream}: ${reason}`);
    this.name = 'UpstreamError';
    this.upstream = upstream;
    this.failure = failure;
    this.mayHaveArrived = mayHaveArrived;
    this.pausedAfter = pausedAfter;
  }
}
