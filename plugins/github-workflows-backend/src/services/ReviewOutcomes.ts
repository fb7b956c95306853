import {
  ReviewRequest,
  ReviewResponse,
} from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { Repository, repositoryKey } from '../repository';

// Who clicks twice does it within this; a later review has a key of its own.
const KEEP_MS = 600_000;

/** Whose review it is, and of which run. */
interface Reviewer {
  repository: Repository;
  runId: number;
  userRef: string;
}

/** What came of reviews, so that the same request sent twice is one review. */
export class ReviewOutcomes {
  readonly #kept = new LRUCache<
    string,
    { environment: string; answer: Promise<ReviewResponse> }
  >({ max: 1_000, ttl: KEEP_MS });

  /** The first environment of a review that was sent before. */
  environmentOf(reviewer: Reviewer, request: ReviewRequest) {
    return this.#kept.get(keyOf(reviewer, request))?.environment;
  }

  /** Gives a review, or what came of the same one before. */
  once(
    reviewer: Reviewer,
    request: ReviewRequest,
    environment: string,
    review: () => Promise<ReviewResponse>,
  ): Promise<ReviewResponse> {
    const key = keyOf(reviewer, request);
    const earlier = this.#kept.get(key);
    if (earlier) {
      return earlier.answer;
    }
    const answer = review().catch(error => {
      // What was refused may be tried again; what may have arrived may not.
      if (!isCodedError(error) || error.code !== 'review_outcome_unknown') {
        this.#kept.delete(key);
      }
      throw error;
    });
    this.#kept.set(key, { environment, answer });
    return answer;
  }
}

function keyOf(
  { repository, runId, userRef }: Reviewer,
  { idempotencyKey }: ReviewRequest,
): string {
  return [userRef, repositoryKey(repository), runId, idempotencyKey].join(' ');
}
