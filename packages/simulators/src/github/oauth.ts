import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import { handle, type GithubContext } from './context';
import { authorizePage, errorPage } from './oauthPage';
import type { Account, OAuthApp } from './types';
import { issuePair, refreshPair } from './userTokens';

const refusal = (error: string, description: string) => ({
  error,
  error_description: description,
  error_uri:
    'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors',
});

interface Grant {
  app: OAuthApp;
  account: Account;
  scopes: string[];
  redirectUri: string;
  expiresAt: number;
}

const codeLifetimeMs = 10 * 60_000;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The OAuth web flow, with a page to choose a seeded person in place of GitHub's sign-in.
 * Sources: docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps, for the error
 * answers troubleshooting-oauth-app-access-token-request-errors, and for GitHub Apps
 * generating-a-user-access-token-for-a-github-app and refreshing-user-access-tokens.
 */
export function oauthRoutes({ state }: GithubContext): Router {
  const grants = new Map<string, Grant>();
  const router = Router();
  router.use(express.urlencoded({ extended: false }), express.json());

  router.get(
    '/login/oauth/authorize',
    handle((req, res) => {
      const request = readRequest(req, res, state.oauthApps);
      if (request) {
        const people = [...state.accounts.values()].filter(
          ({ person }) => person,
        );
        res.type('html').send(authorizePage(request, people));
      }
    }),
  );

  router.post(
    '/login/oauth/authorize',
    handle((req, res) => {
      const request = readRequest(req, res, state.oauthApps);
      if (!request) {
        return;
      }
      const account = state.accounts.get(
        String(req.body.login ?? '').toLowerCase(),
      );
      if (!account?.person) {
        redirect(res, request, {
          error: 'access_denied',
          error_description: 'The user has denied your application access.',
        });
        return;
      }
      const code = randomBytes(10).toString('hex');
      grants.set(code, {
        ...request,
        account,
        expiresAt: state.clock.now() + codeLifetimeMs,
      });
      redirect(res, request, { code });
    }),
  );

  router.post(
    '/login/oauth/access_token',
    handle((req, res) => {
      const {
        client_id: clientId,
        client_secret: secret,
        code,
        redirect_uri: redirectUri,
        grant_type: grantType,
      } = req.body;
      const app = state.oauthApps.get(clientId);
      if (!app || app.clientSecret !== secret) {
        sendAnswer(
          req,
          res,
          refusal(
            'incorrect_client_credentials',
            'The client_id and/or client_secret passed are incorrect.',
          ),
        );
        return;
      }
      if (grantType === 'refresh_token') {
        sendAnswer(
          req,
          res,
          refreshPair(state, app, String(req.body.refresh_token)) ??
            refusal(
              'bad_refresh_token',
              'The refresh token passed is incorrect or expired.',
            ),
        );
        return;
      }
      const grant = grants.get(code);
      // A code is good for one exchange, whatever comes of it.
      grants.delete(code);
      if (!grant || grant.app !== app || grant.expiresAt <= state.clock.now()) {
        sendAnswer(
          req,
          res,
          refusal(
            'bad_verification_code',
            'The code passed is incorrect or expired.',
          ),
        );
        return;
      }
      if (redirectUri !== undefined && redirectUri !== grant.redirectUri) {
        sendAnswer(
          req,
          res,
          refusal(
            'redirect_uri_mismatch',
            'The redirect_uri MUST match the registered callback URL for this application.',
          ),
        );
        return;
      }
      if (app.isGithubApp) {
        sendAnswer(req, res, issuePair(state, app, grant.account));
        return;
      }
      const token = state.issueToken(grant.account.login, grant.scopes);
      sendAnswer(req, res, {
        access_token: token,
        scope: grant.scopes.join(','),
        token_type: 'bearer',
      });
    }),
  );

  return router;
}

/** A request for authorization that has been checked. */
export interface AuthorizationRequest {
  app: OAuthApp;
  redirectUri: string;
  scopes: string[];
  state?: string;
}

function readRequest(
  req: Request,
  res: Response,
  apps: Map<string, OAuthApp>,
): AuthorizationRequest | undefined {
  const given = { ...req.query, ...req.body } as Record<
    string,
    string | undefined
  >;
  const app = apps.get(given.client_id ?? '');
  if (!app) {
    res
      .status(404)
      .type('html')
      .send(errorPage('There is no application with this client id.'));
    return undefined;
  }
  const redirectUri = given.redirect_uri ?? app.callbackUrl;
  const request = {
    app,
    redirectUri,
    scopes: (given.scope ?? '').split(/[\s,]+/).filter(Boolean),
    state: given.state,
  };
  if (!matchesCallback(redirectUri, app.callbackUrl)) {
    redirect(
      res,
      { ...request, redirectUri: app.callbackUrl },
      {
        error: 'redirect_uri_mismatch',
        error_description:
          'The redirect_uri MUST match the registered callback URL for this application.',
      },
    );
    return undefined;
  }
  return request;
}

/** Same host, path below the registered one; on loopback the port may differ. */
function matchesCallback(given: string, registered: string): boolean {
  if (!URL.canParse(given)) {
    return false;
  }
  const [url, callback] = [new URL(given), new URL(registered)];
  const hosts = loopback.has(callback.hostname)
    ? url.protocol === callback.protocol && loopback.has(url.hostname)
    : url.origin === callback.origin;
  return (
    hosts &&
    (url.pathname === callback.pathname ||
      url.pathname.startsWith(`${callback.pathname}/`))
  );
}

function redirect(
  res: Response,
  request: AuthorizationRequest,
  params: Record<string, string>,
): void {
  const url = new URL(request.redirectUri);
  for (const [key, value] of Object.entries({
    ...params,
    ...(request.state ? { state: request.state } : {}),
  })) {
    url.searchParams.set(key, value);
  }
  res.redirect(url.toString());
}

/** A form unless the client asks for JSON; refusals are 200 as well. */
function sendAnswer(
  req: Request,
  res: Response,
  answer: Record<string, string | number>,
): void {
  if (/\bjson\b/.test(req.get('Accept') ?? '')) {
    res.json(answer);
    return;
  }
  res
    .type('application/x-www-form-urlencoded')
    .send(
      new URLSearchParams(
        Object.entries(answer).map(([key, value]) => [key, String(value)]),
      ).toString(),
    );
}
