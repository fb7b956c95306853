import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
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

backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@internal/plugin-github-workflows-backend'));
backend.add(import('@internal/plugin-lighthouse-backend'));
backend.add(import('@internal/plugin-mobworx-backend'));
backend.add(import('@internal/plugin-sonarqube-insights-backend'));

// Left to itself, a backend that can't start stays alive, answering nothing: an orchestrator would
// wait for it instead of starting another. The message names the plugin and the configuration key.
backend.start().catch((error: Error) => {
  process.stderr.write(`The portal can't start. ${error.message}\n`);
  process.exit(1);
});
