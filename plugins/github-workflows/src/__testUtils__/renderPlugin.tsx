import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import {
  homePage,
  otherTab,
  renderPluginApp,
} from '@internal/portal-react/testUtils';
import { githubWorkflowsApiRef } from '../api';
import { githubWorkflowsPlugin } from '../plugin';
import { catalogEntityRouteRef } from '../routes';
import { pinningService, studio, studioService } from '../testHelpers/entity';
import { workflowsPageExtensions } from '../workflowsPage';
import { InMemoryGithubWorkflows } from '../testHelpers/InMemoryGithubWorkflows';

const wrapper = githubWorkflowsPlugin.getExtension(
  'plugin-wrapper:github-workflows',
);

/** Where an extension of the plugin is looked at. */
const places = {
  tab: [
    githubWorkflowsPlugin.getExtension('entity-content:github-workflows'),
    otherTab,
    createTestEntityPage({ entity: studioService }),
  ],
  card: [
    githubWorkflowsPlugin.getExtension(
      'entity-card:github-workflows/latest-runs',
    ),
    githubWorkflowsPlugin.getExtension('entity-content:github-workflows'),
    otherTab,
    createTestEntityPage({ entity: studioService }),
  ],
  workflows: workflowsPageExtensions,
  waitingCard: [
    githubWorkflowsPlugin.getExtension(
      'entity-card:github-workflows/waiting-for-approval',
    ),
    githubWorkflowsPlugin.getExtension('entity-content:github-workflows'),
    otherTab,
    createTestEntityPage({ entity: studioService }),
  ],
  quickRun: [
    githubWorkflowsPlugin.getExtension(
      'entity-card:github-workflows/quick-run',
    ),
    githubWorkflowsPlugin.getExtension('entity-content:github-workflows'),
    otherTab,
    createTestEntityPage({ entity: pinningService }),
  ],
  home: [
    githubWorkflowsPlugin.getExtension(
      'home-page-widget:github-workflows/my-runs',
    ),
    homePage,
  ],
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryGithubWorkflows;
  place?: keyof typeof places;
  /** Address to open; the tab by default. */
  path?: string;
  signals?: FakeSignals;
}

/** Renders a part of the plugin in an app of its own, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const {
    backend,
    place = 'tab',
    path = '/studio-service/workflows',
    signals = new FakeSignals(),
  } = options;
  renderPluginApp({
    extensions: [...places[place], wrapper],
    api: [githubWorkflowsApiRef, backend],
    signals,
    catalog: [studio],
    path,
    entityPath: '/studio-service',
    mountedRoutes:
      place === 'home' || place === 'workflows'
        ? { '/catalog/:namespace/:kind/:name': catalogEntityRouteRef }
        : undefined,
  });
  return { backend, signals };
}
