import { RequestError } from '@octokit/request-error';
import { mapGithubError, notYours, upstreamErrorOf } from '../github/errors';
import { problem } from '../problems';

/** Maps what a review came to when GitHub didn't take it, or its answer was lost. */
export function mapReviewRefusal(error: unknown): Error {
  const status = error instanceof RequestError ? error.status : undefined;
  const isLost =
    upstreamErrorOf(error)?.mayHaveArrived === true ||
    (status !== undefined && status >= 500);
  if (isLost) {
    return problem(
      'unavailable',
      'review_outcome_unknown',
      "GitHub's answer was lost, so the portal can't tell whether your review has arrived. It won't send it a second time.",
      'Look at the run: if it still waits after a minute, review it anew.',
    );
  }
  // GitHub says the same of what is reviewed already and of who may not review.
  return status === 422
    ? nothingWaits()
    : mapGithubError(error, 'user', notYours);
}

/** Nothing is there to review, or not any more. */
export function nothingWaits(): Error {
  return problem(
    'conflict',
    'review_nothing_waits',
    'Nothing waits here for your review: somebody has given one already, or the run has ended.',
    'Look at the run as it is now.',
  );
}

/** GitHub wouldn't take this person's review. */
export function notAReviewer(environment: string): Error {
  return problem(
    'forbidden',
    'review_not_yours',
    `GitHub doesn't let you review deployments of this run to ${environment}: you are not one of its reviewers, or you started the run and may not review your own.`,
    'Ask one of the reviewers to look at it.',
  );
}
