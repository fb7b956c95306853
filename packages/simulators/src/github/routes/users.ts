import { Router } from 'express';
import { accountOf, actorOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { paginate } from '../pagination';
import { privateUser, publicUser } from '../present/account';

/** `/user`, `/user/emails`, `/users/:login`, `/rate_limit`. */
export function userRoutes({ state, links, limiter }: GithubContext): Router {
  const router = Router();

  router.get(
    '/user',
    handle((_req, res) => {
      const account = accountOf(res);
      if (actorOf(res).kind !== 'user') {
        throw new GithubError(403, 'Resource not accessible by integration');
      }
      res.json(privateUser(account, links));
    }),
  );

  router.get(
    '/user/emails',
    handle((req, res) => {
      const actor = actorOf(res);
      const account = accountOf(res);
      // GitHub hides the route from tokens without the scope.
      const maySee =
        actor.kind === 'user' &&
        actor.token.scopes?.some(
          scope => scope === 'user' || scope === 'user:email',
        );
      if (!maySee) {
        throw notFound(
          'rest/users/emails#list-email-addresses-for-the-authenticated-user',
        );
      }
      const emails = account.email
        ? [
            {
              email: account.email,
              primary: true,
              verified: true,
              visibility: 'private',
            },
          ]
        : [];
      res.json(paginate(req, res, links, emails));
    }),
  );

  router.get(
    '/users/:login',
    handle((req, res) => {
      const account = state.accounts.get(req.params.login.toLowerCase());
      if (!account) {
        throw notFound('rest/users/users#get-a-user');
      }
      res.json(publicUser(account, links));
    }),
  );

  router.get(
    '/rate_limit',
    handle((_req, res) => {
      const actor = actorOf(res);
      const key = 'token' in actor ? actor.token.value : 'anonymous';
      const { limit, remaining, used, reset } = limiter.budget(key);
      const core = { limit, remaining, used, reset };
      const search = { limit: 30, remaining: 30, used: 0, reset };
      // 2026-03-10 drops `rate` (github/docs breaking-changes-changelog.md), which the spec of
      // 2022-11-28 requires.
      const isOld = res.locals.apiVersion === '2022-11-28';
      res.json({
        resources: { core, search },
        ...(isOld ? { rate: core } : {}),
      });
    }),
  );

  return router;
}
