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
import {
  GRAPH_TOKEN_ANNOTATION,
  hasDatadog,
  hasDatadogData,
} from '@internal/plugin-datadog-common';
import { queryWrapperExtension } from '@internal/portal-react';
import { RiPulseLine } from '@remixicon/react';
import { createDatadogClient, datadogApiRef } from './api';
import { entityContentRouteRef, statusRouteRef } from './routes';

// The ids `api:datadog`, `entity-content:datadog/entity` and `entity-card:datadog/datadog-graph`,
// path and title are those of Roadie’s plugin, so that either can stand in for the other
// (roadie-backstage-plugins, plugins/frontend/backstage-plugin-datadog).

const datadogApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: datadogApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => createDatadogClient(deps),
    }),
});

const datadogEntityContent = EntityContentBlueprint.make({
  name: 'entity',
  params: {
    path: '/datadog',
    title: 'Datadog',
    group: 'observability',
    icon: <RiPulseLine />,
    filter: hasDatadog,
    routeRef: entityContentRouteRef,
    loader: () =>
      import('./components/DatadogTab').then(({ DatadogTab }) => (
        <DatadogTab />
      )),
  },
});

const datadogSystemContent = EntityContentBlueprint.make({
  name: 'system',
  params: {
    // Not that of the tab above: a system may be named in Datadog itself.
    path: '/datadog-services',
    title: 'Datadog',
    group: 'observability',
    icon: <RiPulseLine />,
    filter: { kind: 'system' },
    loader: () =>
      import('./components/SystemTable').then(({ SystemTable }) => (
        <SystemTable />
      )),
  },
});

const datadogHealthCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'content',
    filter: hasDatadogData,
    loader: () =>
      import('./components/HealthCard').then(({ HealthCard }) => (
        <HealthCard />
      )),
  },
});

const datadogGraphCard = EntityCardBlueprint.make({
  name: 'datadog-graph',
  params: {
    type: 'content',
    filter: {
      [`metadata.annotations.${GRAPH_TOKEN_ANNOTATION}`]: { $exists: true },
    },
    loader: () =>
      import('./components/GraphCard').then(({ GraphCard }) => <GraphCard />),
  },
});

const datadogStatusPage = PageBlueprint.make({
  params: {
    path: '/datadog',
    title: 'Datadog',
    icon: <RiPulseLine />,
    routeRef: statusRouteRef,
    loader: () =>
      import('./components/StatusPage').then(({ StatusPage }) => (
        <StatusPage />
      )),
  },
});

/** Shows what Datadog knows of a service, and embeds its dashboards and graphs. */
export const datadogPlugin = createFrontendPlugin({
  pluginId: 'datadog',
  title: 'Datadog',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: statusRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    datadogApi,
    queryWrapperExtension,
    datadogEntityContent,
    datadogSystemContent,
    datadogHealthCard,
    datadogGraphCard,
    datadogStatusPage,
  ],
});
