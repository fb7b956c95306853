import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
  PluginWrapperBlueprint,
} from '@backstage/frontend-plugin-api';
import { portalQueryWrapper } from '@internal/portal-react';
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

const mobworxQueryWrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({ loader: async () => portalQueryWrapper }),
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
    mobworxQueryWrapper,
    environmentsPage,
    systemMapPage,
  ],
});
