import {
  CodedError,
  isCodedError,
  UpstreamError,
  UpstreamFailure,
} from '@internal/upstream-node';
import { z } from 'zod';
import { problem } from './problems';

/** What a call went to, in the words of its errors. */
export interface Upstream {
  /** Such as `Stream Service in Staging`. */
  title: string;
  /** Key of its credential in the configuration, such as `mobworx.environments[0]…token`. */
  credential?: string;
}

/** Most that an answer may have. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Says why there was no answer. While a service is left alone, that is what led to it. Anything
 * that isn't known, a mistake of our own included, becomes `upstream_unexpected_answer`.
 */
export function problemOfFailure(
  error: unknown,
  upstream: Upstream,
): CodedError {
  if (isCodedError(error)) {
    return error;
  }
  if (!(error instanceof UpstreamError)) {
    return unexpectedAnswer(upstream);
  }
  const { failure, pausedAfter } = error;
  return typeof pausedAfter === 'number'
    ? problemOfStatus(pausedAfter, upstream)
    : problemOfWord(pausedAfter ?? failure, upstream);
}

function problemOfWord(
  failure: UpstreamFailure,
  { title }: Upstream,
): CodedError {
  switch (failure) {
    case 'timeout':
    case 'aborted':
      return problem(
        'unavailable',
        'upstream_timeout',
        `${title} didn't answer in time.`,
        'The portal tries again by itself; if it stays so, look at the service.',
      );
    case 'unreachable':
      return problem(
        'unavailable',
        'upstream_unreachable',
        `The portal can't reach ${title}.`,
        'See whether the service runs and whether the portal may connect to it.',
      );
    case 'paused':
      return problem(
        'unavailable',
        'upstream_paused',
        `${title} failed several times in a row, so the portal leaves it alone for a moment.`,
        'The portal tries again by itself.',
      );
    case 'overloaded':
      return problem(
        'unavailable',
        'upstream_overloaded',
        `Too many of the portal's calls are waiting for ${title}.`,
        'Try again in a moment.',
      );
    case 'too-large':
      return problem(
        'unavailable',
        'upstream_answer_too_large',
        `${title} gave an answer that is larger than the portal takes.`,
        'Look at what the service answers.',
      );
    // 'truncated'
    default:
      return problem(
        'unavailable',
        'upstream_answer_truncated',
        `The answer of ${title} broke off.`,
        'The portal tries again by itself; if it stays so, look at the service.',
      );
  }
}

/** Says why an HTTP status isn't what was asked for. A 401 of an upstream is never ours. */
export function problemOfStatus(
  status: number,
  { title, credential }: Upstream,
  retryAfter?: string | null,
): CodedError {
  if (status === 401 || status === 403) {
    return problem(
      'unavailable',
      'upstream_credentials_rejected',
      `${title} doesn't accept the portal's credential (${status}).`,
      credential
        ? `Tell the platform team: ${credential} needs a valid value.`
        : 'Tell the platform team: the portal has no credential for it.',
    );
  }
  if (status === 404) {
    return problem(
      'unavailable',
      'upstream_not_found',
      `${title} doesn't know what the portal asks for (404).`,
      'See whether its address in the configuration is right.',
    );
  }
  if (status === 429) {
    const seconds = Number(retryAfter);
    return problem(
      'unavailable',
      'upstream_rate_limited',
      `${title} says that it is asked too often (429).`,
      seconds > 0
        ? `It wants to be asked again in ${Math.ceil(seconds)} seconds; the portal does so by itself.`
        : 'The portal tries again by itself.',
    );
  }
  return status >= 500
    ? problem(
        'unavailable',
        'upstream_unavailable',
        `${title} answers with an error (${status}).`,
        "Look at the service's log; the portal tries again by itself.",
      )
    : unexpectedAnswer({ title }, `the status ${status}`);
}

/** An answer that isn't in the shape that was agreed on; `what` names the part, never its value. */
export function unexpectedAnswer(
  { title }: Upstream,
  what?: string,
): CodedError {
  return problem(
    'unavailable',
    'upstream_unexpected_answer',
    `The portal doesn't understand an answer of ${title}${what ? `: ${what}` : ''}.`,
    'Tell the platform team: the service may have changed.',
  );
}

/**
 * Reads an answer that has to be JSON of a shape.
 *
 * @throws errors of `problem()` for other statuses, and for what isn't JSON or not of the shape
 */
export async function readAnswer<T>(
  response: Response,
  answer: z.ZodType<T>,
  upstream: Upstream,
): Promise<T> {
  if (!response.ok) {
    throw problemOfStatus(
      response.status,
      upstream,
      response.headers.get('retry-after'),
    );
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw unexpectedAnswer(upstream, 'it is not JSON');
  }
  const parsed = answer.safeParse(body);
  if (!parsed.success) {
    const [{ path }] = parsed.error.issues;
    throw unexpectedAnswer(
      upstream,
      `${path.join('.').slice(0, 100) || 'the whole'} is not what it should be`,
    );
  }
  return parsed.data;
}
