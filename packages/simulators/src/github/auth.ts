import { createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import type { Request, Response } from 'express';
import { badCredentials, GithubError, notFound } from './errors';
import type { GithubState } from './state';
import type { Account, GithubApp, Repository, Right, Token } from './types';

/** Who asks. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'user'; account: Account; token: Token }
  | { kind: 'installation'; account: Account; app: GithubApp; token: Token }
  | { kind: 'app'; app: GithubApp };

const ranks: Record<Right, number> = { none: 0, read: 1, write: 2, admin: 3 };

/** Whether one right includes another. */
const includesRight = (has: Right, needed: Right): boolean =>
  ranks[has] >= ranks[needed];

/**
 * Tells who sends a request. GitHub takes `token x` and `Bearer x` alike.
 * @throws GithubError 401 for a token that is unknown, revoked or expired
 */
export function authenticate(
  header: string | undefined,
  state: GithubState,
  appKey: () => KeyObject,
): Actor {
  if (!header) {
    return { kind: 'anonymous' };
  }
  const match = /^(?:token|bearer)\s+(\S+)$/i.exec(header.trim());
  if (!match) {
    throw badCredentials();
  }
  if (match[1].split('.').length === 3) {
    return { kind: 'app', app: verifyAppJwt(match[1], state, appKey()) };
  }
  const token = state.tokens.get(match[1]);
  if (
    !token ||
    (token.expiresAt !== undefined && token.expiresAt <= state.clock.now())
  ) {
    throw badCredentials();
  }
  return token.app
    ? { kind: 'installation', account: token.account, app: token.app, token }
    : { kind: 'user', account: token.account, token };
}

/**
 * Checks the JWT by which an App authenticates: RS256, `iss` the App's id or client id, at most
 * ten minutes long. Times are those of the wall clock, as the client makes them from its own.
 * Source: docs.github.com, generating-a-json-web-token-jwt-for-a-github-app
 */
function verifyAppJwt(
  jwt: string,
  state: GithubState,
  key: KeyObject,
): GithubApp {
  const [head, payload, signature] = jwt.split('.');
  const header = decode(head);
  const claims = decode(payload);
  const verifier = createVerify('RSA-SHA256').update(`${head}.${payload}`);
  const isSigned =
    header.alg === 'RS256' &&
    verifier.verify(createPublicKey(key as never), signature, 'base64url');
  const app = [...state.apps.values()].find(
    ({ id, clientId }) =>
      String(claims.iss) === String(id) || claims.iss === clientId,
  );
  if (!isSigned || !app) {
    throw new GithubError(401, 'A JSON web token could not be decoded');
  }
  const now = Date.now() / 1000;
  if (typeof claims.exp !== 'number' || claims.exp <= now) {
    throw new GithubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (claims.exp > now + 660) {
    throw new GithubError(
      401,
      "'Expiration time' claim ('exp') is too far in the future",
    );
  }
  return app;
}

function decode(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new GithubError(401, 'A JSON web token could not be decoded');
  }
}

/** The actor of a request, as the API's first middleware found it. */
export const actorOf = (res: Response): Actor => res.locals.actor as Actor;

/** What the actor may do in a repository, cut down to what the token's scopes allow. */
export function rightOf(actor: Actor, repository: Repository): Right {
  const isPublic = repository.visibility === 'public';
  const floor: Right = isPublic ? 'read' : 'none';
  if (actor.kind === 'installation') {
    return actor.app.owner === repository.owner ? 'write' : floor;
  }
  if (actor.kind !== 'user') {
    return floor;
  }
  const right = accountRight(actor.account, repository);
  const { scopes } = actor.token;
  const covers =
    !scopes ||
    scopes.includes('repo') ||
    (isPublic && scopes.includes('public_repo'));
  return covers ? right : floor;
}

function accountRight(account: Account, repository: Repository): Right {
  const explicit = account.rights.get(repository.fullName);
  if (explicit) {
    return explicit === 'none' && repository.visibility === 'public'
      ? 'read'
      : explicit;
  }
  const isVisible =
    account.member && (!repository.restricted || account.seesRestricted);
  return isVisible || repository.visibility === 'public' ? 'read' : 'none';
}

/**
 * The repository of a request, when the actor may do there what is needed.
 *
 * - invisible and absent are both 404 (docs.github.com, troubleshooting-the-rest-api)
 * - too small a right: 403 `Must have admin rights to Repository.` whichever right is missing
 *   (ACCESS-NRI/access-spack-packages#30)
 * - an App without the permission: 403 `Resource not accessible by integration`
 *   (actions/github-script#298)
 * @param permission - the App permission that the route needs, by its name
 */
export function repositoryOf(
  req: Request,
  res: Response,
  state: GithubState,
  needed: Right = 'read',
  permission = 'metadata',
): Repository {
  const actor = actorOf(res);
  const repository = state.findRepository(
    `${req.params.owner}/${req.params.repo}`,
  );
  const right = repository ? rightOf(actor, repository) : 'none';
  if (!repository || right === 'none') {
    throw notFound();
  }
  if (actor.kind === 'anonymous' && needed !== 'read') {
    throw new GithubError(401, 'Requires authentication');
  }
  if (actor.kind === 'installation') {
    checkAppPermission(actor.app, permission, needed);
  }
  if (!includesRight(right, needed)) {
    throw new GithubError(403, 'Must have admin rights to Repository.');
  }
  return repository;
}

function checkAppPermission(
  app: GithubApp,
  permission: string,
  needed: Right,
): void {
  const granted =
    permission === 'metadata' ? 'read' : app.permissions[permission];
  if (!granted || (needed !== 'read' && granted !== 'write')) {
    throw new GithubError(403, 'Resource not accessible by integration');
  }
}

/** The account that acts; 401 when nobody is signed in. */
export function accountOf(res: Response): Account {
  const actor = actorOf(res);
  if (actor.kind === 'anonymous') {
    throw new GithubError(401, 'Requires authentication');
  }
  return actor.kind === 'app' ? actor.app.bot : actor.account;
}
