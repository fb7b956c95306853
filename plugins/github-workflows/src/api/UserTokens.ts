import type { RepositoryResponse } from '@internal/plugin-github-workflows-common';
import {
  knownGithubToken,
  requestGithubToken,
  TokenSources,
} from './githubToken';

type Host = Pick<RepositoryResponse, 'host' | 'tokenUrl'>;

/** The user's GitHub tokens, and what to do about one that GitHub no longer takes. */
export class UserTokens {
  #sources: TokenSources;

  constructor(sources: TokenSources) {
    this.#sources = sources;
  }

  /** @throws GithubTokenError when the user closes the sign-in window or the browser blocks it */
  request(host: Host): Promise<string> {
    return requestGithubToken(this.#sources, host);
  }

  known(host: Host): Promise<string | undefined> {
    return knownGithubToken(this.#sources, host);
  }

  /**
   * Another token in the place of one that GitHub refused. User tokens of a GitHub App end before
   * their time whenever they are refreshed, as by another tab of the portal, and Backstage offers a
   * token until it expires. So the portal is asked anew, which refreshes the sign-in; when GitHub
   * refuses that too, a window opens to sign in.
   *
   * @returns undefined for a host other than github.com, where nothing is refreshed
   * @throws GithubTokenError when the user closes that window or the browser blocks it
   */
  async replace(host: Host, refused: string): Promise<string | undefined> {
    if (host.host !== 'github.com') {
      return undefined;
    }
    const known = await this.known(host);
    if (known && known !== refused) {
      return known;
    }
    const githubAuth = this.#sources.startGithubAuth();
    this.#sources = { ...this.#sources, githubAuth };
    return this.request(host);
  }
}
