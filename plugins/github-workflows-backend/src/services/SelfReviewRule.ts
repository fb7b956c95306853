import { Run } from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import { RepositoryReader } from '../github/RepositoryReader';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { DispatchStore } from '../store/DispatchStore';

/**
 * Keeps people from reviewing what the portal's GitHub App started on their behalf. GitHub can't:
 * for GitHub the App started it, and a person who approves it is somebody else.
 */
export class SelfReviewRule {
  readonly #repositories: RepositoryReader;
  readonly #store: DispatchStore;

  constructor(repositories: RepositoryReader, store: DispatchStore) {
    this.#repositories = repositories;
    this.#store = store;
  }

  /**
   * Refuses the review of one's own run where the environment wants somebody else's.
   *
   * @throws NotAllowedError with code `review_of_own_run`
   */
  async require(
    { repository, userRef }: { repository: Repository; userRef: string },
    run: Run,
    environment: string,
  ): Promise<void> {
    const made = await this.#store.byRun(repositoryKey(repository), run.id);
    const isOwn =
      made?.dispatch.identity === 'app' &&
      made.userRef === userRef &&
      // Whoever ran it again has started this attempt, and GitHub knows that person.
      run.triggeringActor === run.actor;
    if (isOwn && (await this.#wantsAnother(repository, environment))) {
      throw problem(
        'forbidden',
        'review_of_own_run',
        `You started this run through the portal, and ${environment} wants the review of somebody else.`,
        'Ask one of the other reviewers to look at it.',
      );
    }
  }

  /** When GitHub doesn't tell, somebody else's review is wanted. */
  async #wantsAnother(
    repository: Repository,
    environment: string,
  ): Promise<boolean> {
    try {
      const { value } = await this.#repositories.environments(repository);
      const found = value.find(({ name }) => name === environment);
      return found?.rules.preventSelfReview ?? true;
    } catch (error) {
      if (!isCodedError(error)) throw error;
      return true;
    }
  }
}
