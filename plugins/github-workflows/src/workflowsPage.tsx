import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiPlayCircleLine } from '@remixicon/react';
import { workflowsPageRouteRef } from './routes';

const githubWorkflowsPage = PageBlueprint.make({
  params: {
    path: '/workflows',
    title: 'Workflows',
    icon: <RiPlayCircleLine />,
    routeRef: workflowsPageRouteRef,
  },
});

const githubWorkflowsOverviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./components/Overview').then(({ Overview }) => <Overview />),
  },
});

const githubWorkflowsStatusSubPage = SubPageBlueprint.make({
  name: 'status',
  params: {
    path: 'status',
    title: 'Status',
    loader: () =>
      import('./components/PluginStatus').then(({ PluginStatus }) => (
        <PluginStatus />
      )),
  },
});

const githubWorkflowsMyDispatchesSubPage = SubPageBlueprint.make({
  name: 'my-dispatches',
  params: {
    path: 'mine',
    title: 'My dispatches',
    loader: () =>
      import('./components/MyDispatches').then(({ MyDispatches }) => (
        <MyDispatches />
      )),
  },
});

const githubWorkflowsAuditSubPage = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: 'audit',
    title: 'Audit',
    loader: () => import('./components/Audit').then(({ Audit }) => <Audit />),
  },
});

/** The page over all repositories, `/workflows`; its tabs in the order in which they are shown. */
export const workflowsPageExtensions = [
  githubWorkflowsPage,
  githubWorkflowsOverviewSubPage,
  githubWorkflowsMyDispatchesSubPage,
  githubWorkflowsAuditSubPage,
  githubWorkflowsStatusSubPage,
];
