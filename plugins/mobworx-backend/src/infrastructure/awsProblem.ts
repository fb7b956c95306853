import {
  CodedError,
  isCodedError,
  UpstreamError,
} from '@internal/upstream-node';
import { problem } from '../problems';
import {
  problemOfFailure,
  problemOfStatus,
  unexpectedAnswer,
  Upstream,
} from '../upstreamProblems';
import { actionBehind } from './readOnly';

// Source: "Common errors" of each service's API reference; S3 and STS have words of their own.
const NOT_ACCEPTED =
  /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|InvalidToken|IncompleteSignature|MissingAuthenticationToken|CredentialsProviderError|InvalidAccessKeyId|AuthFailure|RequestExpired|RequestTimeTooSkewed|TokenRefreshRequired)/;
const NOT_ALLOWED =
  /^(AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden)/;
const TOO_OFTEN =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/;
const ABSENT = /(NotFound|NotFoundFault|DoesNotExist)(Exception)?$|^NoSuch/;

/** What an error of AWS's SDK has. */
interface SdkError {
  name?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
  $response?: { statusCode?: number };
}

/** Maps whatever a client of AWS's SDK threw to an error of this plugin. */
export function problemOfAws(error: unknown, upstream: Upstream): CodedError {
  if (isCodedError(error) || error instanceof UpstreamError) {
    return problemOfFailure(error, upstream);
  }
  const {
    name = '',
    message = '',
    $metadata,
    $response,
  } = (error ?? {}) as SdkError;
  const status = $response?.statusCode ?? $metadata?.httpStatusCode;
  if (NOT_ACCEPTED.test(name)) {
    return credentialsRejected(upstream, name);
  }
  if (NOT_ALLOWED.test(name)) {
    return notAllowed(message, actionBehind(error), upstream);
  }
  if (TOO_OFTEN.test(name) || status === 429) {
    return problemOfStatus(429, upstream);
  }
  // CloudFormation has no name of its own for what isn't there.
  if (
    ABSENT.test(name) ||
    (name === 'ValidationError' && /does not exist/.test(message))
  ) {
    return problem(
      'unavailable',
      'upstream_not_found',
      `${upstream.title} has none of the configured name (${actionBehind(error) ?? name}).`,
      'See whether the names in the configuration are right.',
    );
  }
  if (status !== undefined && status >= 500) {
    return problemOfStatus(status, upstream);
  }
  return status === undefined
    ? problemOfFailure(error, upstream)
    : unexpectedAnswer(
        upstream,
        `that to ${actionBehind(error) ?? 'a read'} (${status})`,
      );
}

/** AWS doesn't know the portal, or no longer. */
export function credentialsRejected(
  { title, credential }: Upstream,
  why: string,
): CodedError {
  return problem(
    'unavailable',
    'upstream_credentials_rejected',
    `${title} doesn't accept the portal's credentials: ${why}.`,
    `Tell the platform team: ${credential ?? 'aws.accounts'} needs valid credentials for this account.`,
  );
}

function notAllowed(
  message: string,
  action: string | undefined,
  upstream: Upstream,
): CodedError {
  const [, denied = action ?? 'this'] =
    /not authorized to perform: ([\w-]+:\w+)/.exec(message) ?? [];
  // Then it isn't the role's rights that lack, but the right to take it.
  return denied.startsWith('sts:')
    ? credentialsRejected(upstream, `they may not do ${denied}`)
    : problem(
        'unavailable',
        'upstream_forbidden',
        `${upstream.title} doesn't let the portal do ${denied}.`,
        `Allow ${denied} in the policy of the portal's role; the README of plugins/mobworx-backend has all of it.`,
      );
}
