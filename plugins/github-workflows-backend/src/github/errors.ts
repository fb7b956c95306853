import { RequestError } from '@octokit/request-error';
import {
  CodedError,
  isCodedError,
  UpstreamError,
} from '@internal/upstream-node';
import { problem } from '../problems';
import { BudgetPausedError } from './RateBudget';

/**
 * Whose credential a call carried: the portal's own for reads, the signed-in user's for writes, the
 * portal's App for the writes that `githubWorkflows.identity` names.
 */
export type Identity = 'portal' | 'user' | 'app';

/** GitHub's own sentence about a refusal, bounded and without its full stop, or an empty text. */
export function githubMessage(error: unknown): string {
  const data = (error as RequestError).response?.data as
    { message?: unknown } | undefined;
  return typeof data?.message === 'string'
    ? data.message.slice(0, 300).replace(/\.$/, '')
    : '';
}

/**
 * Maps whatever a call to GitHub threw to an error of this plugin. A 401 of GitHub never becomes
 * one of ours: it would look like a signed-out portal.
 *
 * @param absent - what a 404 means for this call
 */
export function mapGithubError(
  error: unknown,
  identity: Identity,
  absent?: () => CodedError,
): Error {
  if (isCodedError(error)) {
    return error;
  }
  const upstream = upstreamErrorOf(error);
  if (upstream) {
    return upstream.failure === 'timeout'
      ? problem(
          'unavailable',
          'github_timeout',
          'GitHub took too long to answer.',
          'Try again in a moment; githubstatus.com tells whether GitHub has a problem.',
        )
      : problem(
          'unavailable',
          'github_unreachable',
          upstream.failure === 'paused'
            ? 'GitHub failed several times in a row, so the portal leaves it alone for some seconds.'
            : "The portal can't reach GitHub.",
          'Try again in a moment; githubstatus.com tells whether GitHub has a problem.',
        );
  }
  const paused = pausedErrorOf(error);
  if (paused) {
    return rateLimited((paused.until - Date.now()) / 1_000);
  }
  if (!(error instanceof RequestError)) {
    return unexpectedAnswer();
  }
  return mapStatus(error, identity, absent);
}

function mapStatus(
  error: RequestError,
  identity: Identity,
  absent?: () => CodedError,
): Error {
  const { status } = error;
  if (status === 429 || (status === 403 && isRateLimit(error))) {
    return rateLimited(secondsToReset(error));
  }
  if (status === 401) {
    return identity === 'user'
      ? problem(
          'forbidden',
          'github_token_rejected',
          'GitHub no longer accepts your sign-in.',
          'Sign out of the portal, sign in with GitHub again, and repeat what you did.',
        )
      : problem(
          'unavailable',
          'github_credentials_rejected',
          "GitHub doesn't accept the portal's own credential.",
          'Tell the platform team: integrations.github needs a valid token or app.',
        );
  }
  if (status === 403) {
    return identity === 'user'
      ? problem(
          'forbidden',
          'github_forbidden',
          `GitHub doesn't let you do this: ${githubMessage(error) || 'you lack the right'}.`,
          'Ask an administrator of the repository for write access.',
        )
      : problem(
          'unavailable',
          'github_forbidden',
          identity === 'app'
            ? `GitHub doesn't let the portal's App do this: ${githubMessage(error) || 'it lacks the right'}.`
            : "GitHub doesn't let the portal read this.",
          identity === 'app'
            ? 'Tell the platform team: the App needs Actions: write on this repository.'
            : "Tell the platform team: the portal's credential lacks read access to Actions, Checks or Contents.",
        );
  }
  if (status === 404 || status === 410) {
    return absent?.() ?? repositoryNotFound();
  }
  if (status >= 500) {
    return problem(
      'unavailable',
      'github_unavailable',
      `GitHub has a problem of its own (HTTP ${status}).`,
      'Try again in a moment; githubstatus.com tells whether GitHub has a problem.',
    );
  }
  return unexpectedAnswer();
}

/** For an answer that isn't what GitHub's documentation says, such as a proxy's HTML page. */
export function unexpectedAnswer(): CodedError {
  return problem(
    'unavailable',
    'github_unexpected_answer',
    "GitHub's answer isn't one that the portal understands.",
    'Try again; if it stays, tell the platform team: something between the portal and GitHub may answer in its place.',
  );
}

/** The repository is absent, or the portal's credential can't see it: GitHub doesn't tell which. */
export function repositoryNotFound(): CodedError {
  return problem(
    'absent',
    'repository_not_found',
    "GitHub has no such repository that the portal's credential can see.",
    'Check the annotation github.com/project-slug; for a private repository, ask the platform team to give the portal access.',
  );
}

/** The run is there, the portal has just read it; a 404 means that this person can't see it. */
export function notYours(): CodedError {
  return problem(
    'forbidden',
    'github_forbidden',
    "GitHub doesn't let you do this: you have no access to the repository, or your sign-in lacks the right to it.",
    'Ask an administrator of the repository for write access.',
  );
}

/** The outbound client's error, also where Octokit has wrapped it in its own. */
export function upstreamErrorOf(error: unknown): UpstreamError | undefined {
  if (error instanceof UpstreamError) {
    return error;
  }
  const cause = (error as Error | undefined)?.cause;
  return cause instanceof UpstreamError ? cause : undefined;
}

function pausedErrorOf(error: unknown): BudgetPausedError | undefined {
  const candidates = [error, (error as Error | undefined)?.cause];
  return candidates.find(one => one instanceof BudgetPausedError);
}

function isRateLimit(error: RequestError): boolean {
  const headers = error.response?.headers ?? {};
  return (
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /rate limit/i.test(githubMessage(error))
  );
}

function secondsToReset(error: RequestError): number {
  const headers = error.response?.headers ?? {};
  const wait = Number(headers['retry-after']);
  return Number.isFinite(wait)
    ? wait
    : Number(headers['x-ratelimit-reset']) - Date.now() / 1000;
}

function rateLimited(seconds: number): CodedError {
  return problem(
    'unavailable',
    'github_rate_limited',
    'GitHub takes no more calls for now: its rate limit is used up.',
    `Try again ${inWords(seconds)}; what is shown meanwhile may be older.`,
  );
}

function inWords(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) {
    return 'in a minute';
  }
  return seconds < 90
    ? `in ${Math.ceil(seconds)} seconds`
    : `in ${Math.ceil(seconds / 60)} minutes`;
}
