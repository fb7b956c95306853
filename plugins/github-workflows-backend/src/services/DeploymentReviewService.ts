import {
  ReviewRequest,
  ReviewResponse,
  RunDeploymentsResponse,
  WaitingDeployment,
} from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import { z } from 'zod';
import { DeploymentReader, RunState } from '../github/DeploymentReader';
import { mapReviewers, PendingDeploymentAnswer } from '../github/environments';
import { GithubGateway } from '../github/GithubGateway';
import { RunReader } from '../github/RunReader';
import { problem } from '../problems';
import { Repository } from '../repository';
import { ReviewOutcomes } from './ReviewOutcomes';
import { mapReviewRefusal, notAReviewer, nothingWaits } from './reviewRefusal';
import { RunWatcher } from './RunWatcher';
import { SelfReviewRule } from './SelfReviewRule';

/** Who looks at a run, or reviews it. */
export interface ReviewerOptions {
  repository: Repository;
  runId: number;
  userRef: string;
  /** The user's own GitHub token; used for these calls, never kept. */
  userToken: string | undefined;
  /** Throws unless the portal lets this person review deployments of the run to the environment. */
  requireEnvironment(environment: string): Promise<void>;
}

/** Shows what waits for a review, and gives reviews as the signed-in user. */
export class DeploymentReviewService {
  readonly #gateway: GithubGateway;
  readonly #deployments: DeploymentReader;
  readonly #runs: RunReader;
  readonly #watcher: RunWatcher;
  readonly #selfReview: SelfReviewRule;
  readonly #outcomes = new ReviewOutcomes();

  constructor(options: {
    gateway: GithubGateway;
    deployments: DeploymentReader;
    runs: RunReader;
    watcher: RunWatcher;
    selfReview: SelfReviewRule;
  }) {
    this.#gateway = options.gateway;
    this.#deployments = options.deployments;
    this.#runs = options.runs;
    this.#watcher = options.watcher;
    this.#selfReview = options.selfReview;
  }

  /** The deployments of a run that wait, what this person may do about each, and the reviews given. */
  async overview(options: ReviewerOptions): Promise<RunDeploymentsResponse> {
    const { repository, runId } = options;
    const state = (await this.#runs.run(repository, runId)).value;
    const isHeld = [state.run, ...state.jobs].some(
      ({ status }) => status === 'waiting',
    );
    const [pending, reviews] = await Promise.all([
      isHeld ? this.#pendingOf(options, state) : [],
      this.#deployments.reviews(repository, state),
    ]);
    return {
      runId,
      waiting: await Promise.all(
        pending.map(item => this.#describe(options, state, item)),
      ),
      reviews: reviews.value,
    };
  }

  /**
   * The first environment that a review is about.
   *
   * @throws ConflictError with code `review_nothing_waits` when it doesn't wait any more
   */
  async firstEnvironment(
    reviewer: Omit<ReviewerOptions, 'requireEnvironment'>,
    request: ReviewRequest,
  ): Promise<string> {
    const earlier = this.#outcomes.environmentOf(reviewer, request);
    if (earlier) {
      return earlier;
    }
    const { repository, runId } = reviewer;
    const state = (await this.#runs.run(repository, runId)).value;
    const pending = await this.#deployments.pending(repository, state);
    const [first] = request.environmentIds;
    const found = pending.value.find(
      ({ environment }) => environment.id === first,
    );
    if (!found) {
      throw nothingWaits();
    }
    return found.environment.name;
  }

  /**
   * Approves or rejects deployments of a run. The same request sent twice is one review; one
   * whose answer was lost is never sent again.
   *
   * @throws errors with the codes of the plugin's contract; after any but
   *   `review_outcome_unknown`, nothing was reviewed
   */
  review(
    options: ReviewerOptions,
    request: ReviewRequest,
    environment: string,
  ): Promise<ReviewResponse> {
    return this.#outcomes.once(options, request, environment, () =>
      this.#review(options, request),
    );
  }

  async #review(
    options: ReviewerOptions,
    { environmentIds, state, comment }: ReviewRequest,
  ): Promise<ReviewResponse> {
    const { repository, runId, userRef, userToken } = options;
    if (!userToken) {
      throw problem(
        'forbidden',
        'github_token_missing',
        'A review is given in your name, and the portal has no GitHub sign-in of yours.',
        'Sign in with GitHub and review again.',
      );
    }
    // What was kept may be older than the review of somebody else.
    this.#forget(repository, runId);
    const seen = (await this.#runs.run(repository, runId)).value;
    const pending = (
      await this.#deployments.pendingFor(repository, seen, {
        userRef,
        token: userToken,
      })
    ).value;
    const chosen = environmentIds.map(id => {
      const found = pending.find(({ environment }) => environment.id === id);
      if (!found) throw nothingWaits();
      return found;
    });
    for (const { environment, current_user_can_approve: may } of chosen) {
      await options.requireEnvironment(environment.name);
      await this.#selfReview.require(options, seen.run, environment.name);
      if (!may) throw notAReviewer(environment.name);
    }
    try {
      await this.#gateway.writeAs(userToken, repository, {
        route:
          'POST /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments',
        parameters: {
          run_id: runId,
          environment_ids: environmentIds,
          state,
          comment,
        },
        answer: z.unknown(),
      });
    } catch (error) {
      throw mapReviewRefusal(error);
    } finally {
      this.#forget(repository, runId);
      this.#watcher.watch(repository, runId);
    }
    const environments = chosen.map(({ environment }) => environment.name);
    return { runId, state, environments };
  }

  #forget(repository: Repository, runId: number): void {
    this.#deployments.forgetRun(repository, runId);
    this.#runs.forgetRun(repository, runId);
    this.#runs.forgetLists(repository);
  }

  /** As the person sees them; as the portal does where that person's sign-in doesn't help. */
  async #pendingOf(
    { repository, userRef, userToken }: ReviewerOptions,
    state: RunState,
  ): Promise<Array<PendingDeploymentAnswer & { isOwn: boolean }>> {
    if (userToken) {
      try {
        const person = { userRef, token: userToken };
        const own = await this.#deployments.pendingFor(
          repository,
          state,
          person,
        );
        return own.value.map(item => ({ ...item, isOwn: true }));
      } catch (error) {
        if (!isCodedError(error)) throw error;
      }
    }
    const seen = await this.#deployments.pending(repository, state);
    return seen.value.map(item => ({ ...item, isOwn: false }));
  }

  async #describe(
    options: ReviewerOptions,
    { run }: RunState,
    item: PendingDeploymentAnswer & { isOwn: boolean },
  ): Promise<WaitingDeployment> {
    const { id, name } = item.environment;
    const reviewers = mapReviewers(item.reviewers);
    const whyNot = async () => {
      if (reviewers.length === 0) {
        return 'Nobody has to approve this: it goes on when its time is over.';
      }
      try {
        await options.requireEnvironment(name);
        await this.#selfReview.require(options, run, name);
      } catch (error) {
        if (!isCodedError(error)) throw error;
        return error.message;
      }
      return item.isOwn && !item.current_user_can_approve
        ? notAReviewer(name).message
        : undefined;
    };
    const reason = await whyNot();
    return {
      environmentId: id,
      environment: name,
      reviewers,
      waitMinutes: item.wait_timer,
      waitStartedAt: item.wait_timer_started_at ?? undefined,
      viewer: { mayReview: reason === undefined, reason },
    };
  }
}
