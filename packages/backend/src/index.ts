import { createBackend } from '@backstage/backend-defaults';
import { database } from './database/database';
import {
  dropEmptyVariables,
  requireEnvironment,
} from './environment/requireEnvironment';
import { httpRouter } from './http/httpRouter';
import { rootHttpRouter } from './http/rootHttpRouter';
import { searchEngine } from './searchEngine';

const backend = createBackend();

// Backstage's own services with what the portal adds to them.
backend.add(import('./config'));
backend.add(database);
backend.add(httpRouter);
backend.add(import('./memory'));
backend.add(rootHttpRouter);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
// In production nobody gets in but people of the catalog, or the portal doesn't start.
backend.add(import('./identity'));

backend.add(import('@backstage/plugin-catalog-backend'));
// People and teams of the organisation, where `catalog.providers.githubOrg` names it.
backend.add(import('@backstage/plugin-catalog-backend-module-github-org'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@internal/plugin-catalog-backend-module-mobworx'));

// Webhooks of GitHub: the module checks the signature of each, and there is no way in without a secret.
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-events-backend-module-github'));

// Lets assistants do for a person what that person may do in the portal (Model Context Protocol).
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-notifications-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@internal/plugin-permission-backend-module-portal-policy'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(searchEngine);

backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@internal/plugin-techdocs-backend-module-markdown'));

backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@internal/plugin-datadog-backend'));
backend.add(import('@internal/plugin-figma-backend'));
backend.add(import('@internal/plugin-github-workflows-backend'));
backend.add(import('@internal/plugin-lighthouse-backend'));
backend.add(import('@internal/plugin-mobworx-backend'));
backend.add(import('@internal/plugin-bugsnag-backend'));
backend.add(import('@internal/plugin-sonarqube-insights-backend'));

async function start() {
  dropEmptyVariables(process.env);
  requireEnvironment(process.argv.slice(2), process.env);
  await backend.start();
}

// Left to itself, a backend that can't start stays alive, answering nothing: an orchestrator would
// wait for it instead of starting another. The message names the plugin and the configuration key.
start().catch((error: Error) => {
  const message = `The portal can't start. ${error.message}`;
  // One line of JSON as all of the log, so that whatever watches it for errors sees this one.
  const line =
    process.env.NODE_ENV === 'production'
      ? JSON.stringify({ level: 'error', message, service: 'backstage' })
      : message;
  process.stderr.write(`${line}\n`);
  process.exit(1);
});
