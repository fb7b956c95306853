import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { BUGSNAG_PROJECT_KEY_ANNOTATION } from '@internal/plugin-bugsnag-common';
import { queryWrapperExtension } from '@internal/portal-react';
import { RiBugLine } from '@remixicon/react';
import { bugsnagApiRef, createBugsnagClient } from './api';
import { entityContentRouteRef } from './routes';

const bugsnagApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: bugsnagApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => createBugsnagClient(deps),
    }),
});

const hasProject = {
  [`metadata.annotations.${BUGSNAG_PROJECT_KEY_ANNOTATION}`]: {
    $exists: true,
  },
} as const;

const bugsnagTab = EntityContentBlueprint.make({
  params: {
    path: '/bugsnag',
    title: 'Bugsnag',
    group: 'observability',
    icon: <RiBugLine />,
    filter: hasProject,
    routeRef: entityContentRouteRef,
    loader: () =>
      import('./components/BugsnagTab').then(({ BugsnagTab }) => (
        <BugsnagTab />
      )),
  },
});

const bugsnagCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: hasProject,
    loader: () =>
      import('./components/BugsnagCard').then(({ BugsnagCard }) => (
        <BugsnagCard />
      )),
  },
});

/** Shows the errors that Bugsnag collects of an entity. */
export const bugsnagPlugin = createFrontendPlugin({
  pluginId: 'bugsnag',
  title: 'Bugsnag',
  icon: <RiBugLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { entityContent: entityContentRouteRef },
  extensions: [bugsnagApi, queryWrapperExtension, bugsnagTab, bugsnagCard],
});
