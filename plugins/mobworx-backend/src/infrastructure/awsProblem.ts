import { CodedError, UpstreamError } from '@internal/upstream-node';
import { problem } from '../problems';
import {
  problemOfFailure,
  problemOfStatus,
  unexpectedAnswer,
  Upstream,
} from '../upstreamProblems';

const NOT_ACCEPTED =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|IncompleteSignature|MissingAuthenticationToken|CredentialsProviderError|InvalidAccessKeyId|AuthFailure)/;
const NOT_ALLOWED =
  /^(AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden)/;
const TOO_OFTEN = /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/;
const ABSENT = /(NotFound|NotFoundFault|DoesNotExist)(Exception)?$|^NoSuch/;

/** Maps whatever a client of AWS's SDK threw to an error of this plugin. */
export function problemOfAws(error: unknown, upstream: Upstream): CodedError {
  const {
    name = '',
    $metadata,
    $response,
  } = (error ?? {}) as {
    name?: string;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  const { title, credential } = upstream;
  const status = $response?.statusCode ?? $metadata?.httpStatusCode;
  if (error instanceof UpstreamError) {
    return problemOfFailure(error, upstream);
  }
  if (NOT_ACCEPTED.test(name)) {
    return problemOfStatus(401, upstream);
  }
  if (NOT_ALLOWED.test(name)) {
    return problem(
      'unavailable',
      'upstream_forbidden',
      `${title} doesn't let the portal's role read this.`,
      `Give the role in ${credential} the right to.`,
    );
  }
  if (TOO_OFTEN.test(name) || status === 429) {
    return problemOfStatus(429, upstream);
  }
  if (ABSENT.test(name)) {
    return problem(
      'unavailable',
      'upstream_not_found',
      `${title} has none of the configured name.`,
      'See whether the names in the configuration are right.',
    );
  }
  if (status !== undefined && status >= 400) {
    return problemOfStatus(status, upstream);
  }
  return status === undefined
    ? problemOfFailure(error, upstream)
    : unexpectedAnswer(upstream, 'it is not what its SDK can read');
}
