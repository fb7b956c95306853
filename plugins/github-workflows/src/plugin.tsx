import { GithubAuth } from '@backstage/core-app-api';
import {
  ApiBlueprint,
  configApiRef,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  githubAuthApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import { scmAuthApiRef } from '@backstage/integration-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiPlayCircleLine } from '@remixicon/react';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  WORKFLOWS_PINNED_ANNOTATION,
} from '@internal/plugin-github-workflows-common';
import { queryWrapperExtension } from '@internal/portal-react';
import { z } from 'zod';
import { createGithubWorkflowsClient, githubWorkflowsApiRef } from './api';
import { useRunWorkflowMenuItem } from './hooks/useRunWorkflowMenuItem';
import {
  catalogEntityRouteRef,
  workflowsPageRouteRef,
  workflowsRouteRef,
  WORKFLOWS_TAB_PATH,
} from './routes';
import { workflowsPageExtensions } from './workflowsPage';

const hasRepository = {
  [`metadata.annotations.${GITHUB_PROJECT_SLUG_ANNOTATION}`]: { $exists: true },
} as const;

const githubWorkflowsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: githubWorkflowsApiRef,
      deps: {
        fetchApi: fetchApiRef,
        githubAuth: githubAuthApiRef,
        scmAuth: scmAuthApiRef,
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
      },
      factory: ({ fetchApi, githubAuth, scmAuth, ...rest }) =>
        createGithubWorkflowsClient({
          fetchApi,
          githubAuth,
          scmAuth,
          startGithubAuth: () =>
            GithubAuth.create({
              ...rest,
              environment: rest.configApi.getOptionalString('auth.environment'),
            }),
        }),
    }),
});

const githubWorkflowsEntityContent = EntityContentBlueprint.make({
  params: {
    path: WORKFLOWS_TAB_PATH,
    title: 'Workflows',
    group: 'deployment',
    icon: <RiPlayCircleLine />,
    filter: hasRepository,
    routeRef: workflowsRouteRef,
    loader: () =>
      import('./components/WorkflowsTab').then(({ WorkflowsTab }) => (
        <WorkflowsTab />
      )),
  },
});

const githubWorkflowsLatestRunsEntityCard =
  EntityCardBlueprint.makeWithOverrides({
    name: 'latest-runs',
    configSchema: { limit: z.number().int().min(1).max(20).default(5) },
    factory: (originalFactory, { config }) =>
      originalFactory({
        type: 'content',
        filter: hasRepository,
        loader: () =>
          import('./components/LatestRunsCard').then(({ LatestRunsCard }) => (
            <LatestRunsCard limit={config.limit} />
          )),
      }),
  });

const githubWorkflowsWaitingRunsEntityCard =
  EntityCardBlueprint.makeWithOverrides({
    name: 'waiting-for-approval',
    configSchema: { limit: z.number().int().min(1).max(20).default(5) },
    factory: (originalFactory, { config }) =>
      originalFactory({
        type: 'content',
        filter: hasRepository,
        loader: () =>
          import('./components/WaitingRunsCard').then(({ WaitingRunsCard }) => (
            <WaitingRunsCard limit={config.limit} />
          )),
      }),
  });

const githubWorkflowsQuickRunEntityCard = EntityCardBlueprint.make({
  name: 'quick-run',
  params: {
    type: 'content',
    filter: {
      ...hasRepository,
      [`metadata.annotations.${WORKFLOWS_PINNED_ANNOTATION}`]: {
        $exists: true,
      },
    },
    loader: () =>
      import('./components/QuickRunCard').then(({ QuickRunCard }) => (
        <QuickRunCard />
      )),
  },
});

const githubWorkflowsRunWorkflowMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'run-workflow',
  params: {
    icon: <RiPlayCircleLine />,
    filter: hasRepository,
    useProps: useRunWorkflowMenuItem,
  },
});

const githubWorkflowsMyRunsHomePageWidget = HomePageWidgetBlueprint.make({
  name: 'my-runs',
  params: {
    name: 'GithubWorkflowsMyRuns',
    title: 'My recent runs',
    description: 'What you have lately run through the portal',
    layout: {
      height: { minRows: 3 },
      width: { minColumns: 3 },
    },
    components: () =>
      import('./components/MyRunsWidget').then(({ MyRunsWidget }) => ({
        Content: MyRunsWidget,
      })),
  },
});

/** Runs a GitHub workflow on a chosen branch or tag and shows its runs. */
export const githubWorkflowsPlugin = createFrontendPlugin({
  pluginId: 'github-workflows',
  title: 'GitHub Workflows',
  icon: <RiPlayCircleLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: workflowsPageRouteRef, entityContent: workflowsRouteRef },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [
    githubWorkflowsApi,
    queryWrapperExtension,
    githubWorkflowsEntityContent,
    githubWorkflowsLatestRunsEntityCard,
    githubWorkflowsWaitingRunsEntityCard,
    githubWorkflowsQuickRunEntityCard,
    githubWorkflowsRunWorkflowMenuItem,
    githubWorkflowsMyRunsHomePageWidget,
    ...workflowsPageExtensions,
  ],
});
