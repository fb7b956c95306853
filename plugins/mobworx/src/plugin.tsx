import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  MOBWORX_SERVICE_ANNOTATION,
  serviceIds,
} from '@internal/plugin-mobworx-common';
import { queryWrapperExtension } from '@internal/portal-react';
import { RiMindMap, RiServerLine } from '@remixicon/react';
import { createMobworxClient, mobworxApiRef } from './api';
import {
  catalogEntityRouteRef,
  environmentsRouteRef,
  serviceRouteRef,
  systemMapRouteRef,
} from './routes';

const mobworxApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: mobworxApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => createMobworxClient(deps),
    }),
});

const environmentsPage = PageBlueprint.make({
  name: 'environments',
  params: {
    path: '/environments',
    title: 'Environments',
    icon: <RiServerLine />,
    routeRef: environmentsRouteRef,
    loader: () =>
      import('./components/EnvironmentsPage').then(({ EnvironmentsPage }) => (
        <EnvironmentsPage />
      )),
  },
});

const systemMapPage = PageBlueprint.make({
  name: 'system-map',
  params: {
    path: '/system-map',
    title: 'System map',
    icon: <RiMindMap />,
    routeRef: systemMapRouteRef,
    loader: () =>
      import('./components/SystemMap').then(({ SystemMapPage }) => (
        <SystemMapPage />
      )),
  },
});

const isService = {
  kind: { $in: ['component', 'api'] },
  [`metadata.annotations.${MOBWORX_SERVICE_ANNOTATION}`]: {
    $in: [...serviceIds],
  },
};

const environmentsEntityContent = EntityContentBlueprint.make({
  name: 'environments',
  params: {
    path: 'environments',
    title: 'Environments',
    group: 'environments',
    icon: <RiServerLine />,
    filter: isService,
    loader: () =>
      import('./components/EntityEnvironments').then(({ EnvironmentsTab }) => (
        <EnvironmentsTab />
      )),
  },
});

const environmentsEntityCard = EntityCardBlueprint.make({
  name: 'environments',
  params: {
    type: 'content',
    filter: isService,
    loader: () =>
      import('./components/EntityEnvironments').then(({ EnvironmentsCard }) => (
        <EnvironmentsCard />
      )),
  },
});

const statusHomePageWidget = HomePageWidgetBlueprint.make({
  name: 'status',
  params: {
    name: 'MobworxStatus',
    title: 'MobWorx services',
    description: 'How the services are in each environment',
    layout: {
      height: { minRows: 3 },
      width: { minColumns: 3 },
    },
    components: () =>
      import('./components/StatusStrip').then(({ StatusStrip }) => ({
        Content: StatusStrip,
      })),
  },
});

/** Shows what of MobWorx runs where, how it is and how the environments differ. */
export const mobworxPlugin = createFrontendPlugin({
  pluginId: 'mobworx',
  title: 'MobWorx services',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    environments: environmentsRouteRef,
    service: serviceRouteRef,
    systemMap: systemMapRouteRef,
  },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [
    mobworxApi,
    queryWrapperExtension,
    environmentsPage,
    systemMapPage,
    environmentsEntityContent,
    environmentsEntityCard,
    statusHomePageWidget,
  ],
});
