import {
  AppRootElementBlueprint,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { homePageWidgetDataRef } from '@backstage/plugin-home-react/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { Fragment } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { githubWorkflowsApiRef } from '../api';
import { githubWorkflowsPlugin } from '../plugin';
import { catalogEntityRouteRef } from '../routes';
import { pinningService, studio, studioService } from '../testHelpers/entity';
import { workflowsPageExtensions } from '../workflowsPage';
import { FakeSignals } from '../testHelpers/FakeSignals';
import { InMemoryGithubWorkflows } from '../testHelpers/InMemoryGithubWorkflows';

function AddressBar() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="address">{`${pathname}${search}`}</output>
      <button onClick={() => navigate(-1)}>Browser back</button>
    </>
  );
}

const addressBar = AppRootElementBlueprint.make({
  name: 'address-bar',
  params: { element: <AddressBar /> },
});

// The test page only gives its contents paths of their own when there are two.
const otherTab = EntityContentBlueprint.make({
  name: 'other',
  params: {
    path: 'other',
    title: 'Other',
    loader: async () => <p>Another tab</p>,
  },
});

const homePage = PageBlueprint.makeWithOverrides({
  name: 'home',
  inputs: {
    widgets: createExtensionInput([homePageWidgetDataRef], {
      replaces: [{ id: 'page:home', input: 'widgets' }],
    }),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/home',
      loader: async () => (
        <>
          {inputs.widgets.map(widget => (
            <Fragment key={widget.node.spec.id}>
              {widget.get(homePageWidgetDataRef).component}
            </Fragment>
          ))}
        </>
      ),
    }),
});

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

// At the root a page has no pages below it.
const config = {
  app: {
    baseUrl: 'http://localhost:3000',
    extensions: [
      { 'page:test/test-entity': { config: { path: '/studio-service' } } },
    ],
  },
  backend: { baseUrl: 'http://localhost:7007' },
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
  renderTestApp({
    extensions: [...places[place], wrapper],
    // Of another plugin, since the root of the app is outside of what the wrapper may wrap.
    features: [
      createFrontendModule({ pluginId: 'app', extensions: [addressBar] }),
    ],
    apis: [
      [githubWorkflowsApiRef, backend],
      [signalApiRef, signals],
      [catalogApiRef, catalogApiMock({ entities: [studio] })],
    ],
    initialRouteEntries: [path],
    config,
    mountedRoutes:
      place === 'home' || place === 'workflows'
        ? { '/catalog/:namespace/:kind/:name': catalogEntityRouteRef }
        : undefined,
  });
  return { backend, signals };
}
