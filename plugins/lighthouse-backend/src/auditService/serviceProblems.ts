import {
  type CodedError,
  isCodedError,
  UpstreamError,
} from '@internal/upstream-node';
import { problem } from '../problems';

const CONFIGURED =
  'See whether it runs, and whether lighthouse.baseUrl is its address.';

/** Says why the audit-service gave no answer. */
export function problemOfFailure(error: unknown): CodedError {
  if (isCodedError(error)) {
    return error;
  }
  switch (error instanceof UpstreamError ? error.failure : undefined) {
    case 'timeout':
    case 'aborted':
      return problem(
        'unavailable',
        'upstream_timeout',
        "The audit-service didn't answer in time.",
        CONFIGURED,
      );
    case 'unreachable':
    case 'truncated':
      return problem(
        'unavailable',
        'upstream_unreachable',
        "The portal can't reach the audit-service.",
        CONFIGURED,
      );
    case 'paused':
      return problem(
        'unavailable',
        'upstream_paused',
        'The audit-service failed several times in a row, so the portal leaves it alone for a moment.',
        'Try again in a moment.',
      );
    case 'overloaded':
      return problem(
        'unavailable',
        'upstream_overloaded',
        "Too many of the portal's calls are waiting for the audit-service.",
        'Try again in a moment.',
      );
    case 'too-large':
      return problem(
        'unavailable',
        'upstream_answer_too_large',
        'The audit-service gave a report that is larger than the portal takes.',
        'Audit a smaller page.',
      );
    default:
      return unexpectedAnswer();
  }
}

/** Says why an HTTP status isn't what was asked for. A 401 of that service is never ours. */
export function problemOfStatus(status: number): CodedError {
  if (status === 401 || status === 403) {
    return problem(
      'unavailable',
      status === 401 ? 'upstream_credentials_rejected' : 'upstream_forbidden',
      `The audit-service doesn't let the portal in (${status}).`,
      'Tell the platform team: something before it asks for a credential.',
    );
  }
  if (status === 404) {
    return problem(
      'unavailable',
      'upstream_not_found',
      "The audit-service doesn't know what the portal asks for (404).",
      CONFIGURED,
    );
  }
  if (status === 429) {
    return problem(
      'unavailable',
      'upstream_rate_limited',
      'The audit-service says that it is asked too often (429).',
      'Try again later.',
    );
  }
  if (status >= 500) {
    return problem(
      'unavailable',
      'upstream_unavailable',
      `The audit-service answers with an error (${status}).`,
      'Look at its log.',
    );
  }
  return status >= 400
    ? problem(
        'unavailable',
        'upstream_refused',
        `The audit-service refuses what the portal asks for (${status}).`,
        'Look at its log.',
      )
    : unexpectedAnswer();
}

/** An answer that isn't in the shape of the contract. */
export function unexpectedAnswer(): CodedError {
  return problem(
    'unavailable',
    'upstream_unexpected_answer',
    "The portal doesn't understand an answer of the audit-service.",
    CONFIGURED,
  );
}
