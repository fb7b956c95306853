import type { ApiRef } from '@backstage/frontend-plugin-api';
import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { scmAuthApiRef } from '@backstage/integration-react';
import type { RepositoryResponse } from '@internal/plugin-github-workflows-common';

type ApiOf<TRef> = TRef extends ApiRef<infer TApi> ? TApi : never;

/** Where the user's tokens come from. */
export interface TokenSources {
  githubAuth: Pick<ApiOf<typeof githubAuthApiRef>, 'getAccessToken'>;
  scmAuth: ApiOf<typeof scmAuthApiRef>;
  /** The same sign-in as `githubAuth`, of which nothing is known yet: it asks the portal anew. */
  startGithubAuth(): TokenSources['githubAuth'];
}

/** The user's GitHub token couldn't be had, so nothing was sent. */
class GithubTokenError extends Error {
  readonly code = 'github_token_missing';
  readonly remedy: string;

  constructor(message: string, remedy: string, options: { cause: unknown }) {
    super(message, options);
    this.name = 'GithubTokenError';
    this.remedy = remedy;
  }
}

// Names that Backstage gives to the ways in which a sign-in window ends without a token.
const CLOSED = ['PopupClosedError', 'RejectedError', 'PopupRejectedError'];

/**
 * The signed-in user's GitHub token, good for running workflows and for what is done with runs.
 *
 * On github.com only `repo` is asked for, which is all that these need: `scmAuth` would add
 * `read:org` and open a second window for it. Another host can only be reached through
 * `scmAuth`, which refuses a host that nobody has configured, so that a token of one host is
 * never sent to another.
 *
 * The window opens at once, without Backstage's own "login required" dialog before it: the
 * dialog that asks is modal and would lie over that one.
 *
 * @throws GithubTokenError when the user closes the window or the browser blocks it
 */
export async function requestGithubToken(
  sources: TokenSources,
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>,
): Promise<string> {
  try {
    if (repository.host === 'github.com') {
      return await sources.githubAuth.getAccessToken('repo', {
        instantPopup: true,
      });
    }
    const { token } = await sources.scmAuth.getCredentials({
      url: repository.tokenUrl,
      instantPopup: true,
    });
    return token;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new GithubTokenError(
      CLOSED.includes(name)
        ? 'Nothing was sent: the GitHub sign-in window was closed or blocked before you signed in.'
        : `Nothing was sent: GitHub’s sign-in gave no token (${
            error instanceof Error ? error.message : error
          }).`,
      'Try again, allow the window to open, and sign in to GitHub in it.',
      { cause: error },
    );
  }
}

/**
 * The signed-in user's GitHub token where there is one already; nobody is asked for it.
 *
 * @returns undefined without one, for whatever reason: what is read without it says less
 */
export async function knownGithubToken(
  sources: TokenSources,
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>,
): Promise<string | undefined> {
  const optional = true;
  try {
    const token =
      repository.host === 'github.com'
        ? await sources.githubAuth.getAccessToken('repo', { optional })
        : (
            await sources.scmAuth.getCredentials({
              url: repository.tokenUrl,
              optional,
            })
          ).token;
    return token || undefined;
  } catch {
    return undefined;
  }
}
