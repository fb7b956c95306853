import { randomBytes } from 'node:crypto';
import { Router, type Response } from 'express';
import { actorOf, rightOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { paginate } from '../pagination';
import { simpleUser } from '../present/account';
import { nodeId, timestamp } from '../present/links';
import { fullRepository } from '../present/repository';
import type { GithubApp } from '../types';

const hour = 3_600_000;

/** What an App does as itself, authenticated by its JWT. */
export function appRoutes({ state, links }: GithubContext): Router {
  const router = Router();

  const appOf = (res: Response): GithubApp => {
    const actor = actorOf(res);
    if (actor.kind !== 'app') {
      throw new GithubError(401, 'A JSON web token could not be decoded', {
        documentationPath: 'rest/apps/apps#get-the-authenticated-app',
      });
    }
    return actor.app;
  };

  const appObject = (app: GithubApp) => ({
    id: app.id,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    client_id: app.clientId,
    owner: simpleUser(app.owner, links),
    name: app.name,
    description: null,
    external_url: links.html(`/apps/${app.slug}`),
    html_url: links.html(`/apps/${app.slug}`),
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions, metadata: 'read' },
    events: app.events,
    installations_count: 1,
  });

  const installationObject = (app: GithubApp) => ({
    id: app.installationId,
    client_id: app.clientId,
    account: simpleUser(app.owner, links),
    repository_selection: 'all',
    access_tokens_url: links.api(
      `/app/installations/${app.installationId}/access_tokens`,
    ),
    repositories_url: links.api('/installation/repositories'),
    html_url: links.html(
      `/organizations/${app.owner.login}/settings/installations/${app.installationId}`,
    ),
    app_id: app.id,
    app_slug: app.slug,
    target_id: app.owner.id,
    target_type: app.owner.type,
    permissions: { ...app.permissions, metadata: 'read' },
    events: app.events,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  });

  router.get(
    '/app',
    handle((_req, res) => res.json(appObject(appOf(res)))),
  );

  router.get(
    '/app/installations',
    handle((req, res) =>
      res.json(paginate(req, res, links, [installationObject(appOf(res))])),
    ),
  );

  router.get(
    '/repos/:owner/:repo/installation',
    handle((req, res) => {
      const app = appOf(res);
      const repository = state.findRepository(
        `${req.params.owner}/${req.params.repo}`,
      );
      if (repository?.owner !== app.owner) {
        throw notFound(
          'rest/apps/apps#get-a-repository-installation-for-the-authenticated-app',
        );
      }
      res.json(installationObject(app));
    }),
  );

  // Valid for one hour: docs.github.com, generating-an-installation-access-token-for-a-github-app
  router.post(
    '/app/installations/:installation/access_tokens',
    handle((req, res) => {
      const app = appOf(res);
      if (String(app.installationId) !== req.params.installation) {
        throw notFound(
          'rest/apps/apps#create-an-installation-access-token-for-an-app',
        );
      }
      const value = `ghs_${randomBytes(18).toString('hex')}`;
      const expiresAt = state.clock.now() + hour;
      state.tokens.set(value, {
        value,
        kind: 'installation',
        account: app.bot,
        app,
        expiresAt,
      });
      res.status(201).json({
        token: value,
        expires_at: timestamp(expiresAt),
        permissions: { ...app.permissions, metadata: 'read' },
        repository_selection: 'all',
      });
    }),
  );

  router.get(
    '/installation/repositories',
    handle((req, res) => {
      const actor = actorOf(res);
      if (actor.kind !== 'installation') {
        throw new GithubError(
          403,
          'You must authenticate with an installation access token in order to list repositories for an installation.',
        );
      }
      const all = state
        .repositories()
        .filter(({ owner }) => owner === actor.app.owner);
      const page = paginate(req, res, links, all).map(repository =>
        fullRepository(
          repository,
          rightOf(actor, repository),
          res.locals.apiVersion,
          links,
        ),
      );
      res.json({
        total_count: all.length,
        repository_selection: 'all',
        repositories: page,
      });
    }),
  );

  return router;
}
