import { ResponseError } from '@backstage/errors';

/** An error in words that a user can act on. */
export interface ErrorDescription {
  /** What happened, as a short heading. */
  title: string;
  /** What happened and why, in a sentence. */
  message: string;
  /** What to do now, when that is known. */
  remedy?: string;
  /** The stable code of our backends' errors, for a report to the platform team. */
  code?: string;
  /** Whether the answer was that this user may not have it. */
  forbidden: boolean;
  /** Whether the same request may work later without anybody changing anything. */
  retryable: boolean;
}

const TITLES: Record<number, string> = {
  400: 'The portal refused the request',
  401: 'You are signed out',
  403: 'You are not allowed to do this',
  404: 'Not found',
  409: 'This is not possible right now',
  422: 'The portal refused the request',
  429: 'Too many requests',
  502: 'Not available right now',
  503: 'Not available right now',
  504: 'Not available right now',
};

// Statuses below 500 that time alone can heal.
const PASSING = [408, 425, 429];

/**
 * Whether a read is worth one more attempt at once. A code says that one of our backends has
 * answered, which has waited for the upstream and tried again itself: another attempt would only
 * double the wait of the person who looks on.
 */
export function isWorthAnotherAttempt(error: unknown): boolean {
  const { code, retryable } = describeError(error);
  return retryable && !code;
}

function textOf(
  source: unknown,
  key: 'title' | 'code' | 'remedy',
): string | undefined {
  const value = (source as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' && value ? value : undefined;
}

function describeAnswer(error: ResponseError): ErrorDescription {
  const { statusCode, statusText, cause } = error;
  const code = textOf(cause, 'code');
  // Something between browser and backend answered, with a page of HTML as a rule.
  const foreign = /^Request failed with status \d+/.test(cause.message);
  return {
    title: TITLES[statusCode] ?? 'Something went wrong in the portal',
    message: foreign
      ? `The portal answered ${`${statusCode} ${statusText}`.trim()} without saying why.`
      : cause.message,
    remedy:
      textOf(cause, 'remedy') ??
      (statusCode === 401 ? 'Sign in again, then retry.' : undefined),
    code,
    forbidden: statusCode === 403,
    retryable: statusCode >= 500 || PASSING.includes(statusCode),
  };
}

/**
 * Puts an error into words: what happened, why, what to do now.
 *
 * Understands a `ResponseError` of `@backstage/errors` whose body carries our backends' `code` and
 * `remedy`, an error that has these two itself and maybe a `title`, and the `TypeError` by which
 * `fetch` says that there was no answer at all.
 */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof ResponseError) {
    return describeAnswer(error);
  }
  // What fetch throws without an answer; its text differs between browsers.
  if (error instanceof TypeError && /fetch|network|load/i.test(error.message)) {
    return {
      title: 'The portal can’t be reached',
      message: 'The browser got no answer from the portal’s backend.',
      remedy: 'Check your connection, then retry.',
      forbidden: false,
      retryable: true,
    };
  }
  return {
    title: textOf(error, 'title') ?? 'Something went wrong',
    message:
      error instanceof Error && error.message
        ? error.message
        : 'An error without a message occurred.',
    remedy: textOf(error, 'remedy'),
    code: textOf(error, 'code'),
    forbidden: false,
    retryable: true,
  };
}
