import { randomBytes } from 'node:crypto';
import type { GithubState } from './state';
import type { Account, OAuthApp } from './types';

// refreshing-user-access-tokens: always 8 hours, and always 6 months in these seconds.
const tokenSeconds = 28_800;
const refreshSeconds = 15_897_600;

/** What GitHub answers with when it gives an App tokens of a person. */
export type TokenPair = Record<string, string | number>;

const secret = (prefix: string) =>
  `${prefix}_${randomBytes(18).toString('hex')}`;

/** Gives a GitHub App a user token that expires, and what to refresh it with. */
export function issuePair(
  state: GithubState,
  app: OAuthApp,
  account: Account,
): TokenPair {
  const now = state.clock.now();
  const userToken = secret('ghu');
  const refreshToken = secret('ghr');
  state.tokens.set(userToken, {
    value: userToken,
    kind: 'user',
    account,
    expiresAt: now + tokenSeconds * 1000,
  });
  state.refreshTokens.set(refreshToken, {
    value: refreshToken,
    app,
    account,
    userToken,
    expiresAt: now + refreshSeconds * 1000,
  });
  return {
    access_token: userToken,
    expires_in: tokenSeconds,
    refresh_token: refreshToken,
    refresh_token_expires_in: refreshSeconds,
    // A GitHub App has no scopes, whatever was asked for.
    scope: '',
    token_type: 'bearer',
  };
}

/**
 * Exchanges a refresh token for a new pair. The old pair ends with it, the user token as well.
 *
 * @returns undefined when it is unknown, used, expired or another App's
 */
export function refreshPair(
  state: GithubState,
  app: OAuthApp,
  value: string,
): TokenPair | undefined {
  const known = state.refreshTokens.get(value);
  if (!known || known.app !== app || known.expiresAt <= state.clock.now()) {
    return undefined;
  }
  state.refreshTokens.delete(value);
  state.tokens.delete(known.userToken);
  return issuePair(state, app, known.account);
}

/**
 * Ends what a person's sign-ins to GitHub Apps gave: the user tokens before their time, or with
 * `authorization` the refresh tokens too, as when the person revokes the App in GitHub's settings.
 */
export function endSignIns(
  state: GithubState,
  login: string,
  what: 'tokens' | 'authorization',
): void {
  for (const { value, account, userToken } of state.refreshTokens.values()) {
    if (account.login === login) {
      state.tokens.delete(userToken);
      if (what === 'authorization') {
        state.refreshTokens.delete(value);
      }
    }
  }
}
