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
} from '../upstreamProblems';

/** In the words of errors. */
export const GITHUB = { title: 'GitHub', credential: 'integrations.github' };

/** GitHub takes no more calls, or the rest is for people. */
export function tooManyCalls(until: number): CodedError {
  const time = new Date(until).toISOString().slice(11, 16);
  return problem(
    'unavailable',
    'upstream_rate_limited',
    `GitHub's limit of calls for the portal is used up, or nearly so, until ${time} UTC.`,
    'What was deployed is looked at again after that; nothing has to be done.',
  );
}

/** Says in the contract's words why a read of GitHub failed. */
export function problemOfGithub(error: unknown): CodedError {
  if (isCodedError(error)) {
    return error;
  }
  const cause = upstreamErrorOf(error);
  if (cause) {
    return problemOfFailure(cause, GITHUB);
  }
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status !== 'number') {
    return unexpectedAnswer(GITHUB);
  }
  return status === 403
    ? problem(
        'unavailable',
        'upstream_forbidden',
        "GitHub doesn't let the portal read what was deployed.",
        "Tell the platform team: the portal's credential lacks read access to Deployments, Actions or Contents.",
      )
    : problemOfStatus(status, GITHUB);
}

/** Octokit wraps what its fetch threw. */
function upstreamErrorOf(error: unknown): UpstreamError | undefined {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return [error, cause].find(
    candidate => candidate instanceof UpstreamError,
  ) as UpstreamError | undefined;
}
