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
  LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
} from '@internal/plugin-lighthouse-common';
import { queryWrapperExtension } from '@internal/portal-react';
import { RiSpeedUpLine } from '@remixicon/react';
import { createLighthouseClient, lighthouseApiRef } from './api';
import {
  auditRouteRef,
  createAuditRouteRef,
  entityContentRouteRef,
  lighthouseRouteRef,
} from './routes';

// Ids, paths and names of the extensions are those of Backstage’s community plugin, so that either
// can stand in for the other (community-plugins, workspaces/lighthouse).

const lighthouseApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: lighthouseApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => createLighthouseClient(deps),
    }),
});

const lighthousePage = PageBlueprint.make({
  params: {
    path: '/lighthouse',
    title: 'Lighthouse',
    icon: <RiSpeedUpLine />,
    routeRef: lighthouseRouteRef,
    loader: () =>
      import('./components/LighthousePage').then(({ LighthousePage }) => (
        <LighthousePage />
      )),
  },
});

const namesWebsite = {
  [`metadata.annotations.${LIGHTHOUSE_WEBSITE_URL_ANNOTATION}`]: {
    $exists: true,
  },
} as const;

const namesEnvironments = {
  [`metadata.annotations.${LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION}`]: {
    $exists: true,
  },
} as const;

const hasWebsite = { $any: [namesWebsite, namesEnvironments] };

const lighthouseEntityContent = EntityContentBlueprint.make({
  name: 'lighthouse',
  params: {
    path: '/lighthouse',
    title: 'Lighthouse',
    group: 'quality',
    icon: <RiSpeedUpLine />,
    filter: hasWebsite,
    routeRef: entityContentRouteRef,
    loader: () =>
      import('./components/EntityAudits').then(({ EntityAuditsTab }) => (
        <EntityAuditsTab />
      )),
  },
});

const lighthouseEntityCard = EntityCardBlueprint.make({
  name: 'lighthouse',
  params: {
    type: 'content',
    filter: hasWebsite,
    loader: () =>
      import('./components/EntityAuditsCard').then(({ EntityAuditsCard }) => (
        <EntityAuditsCard />
      )),
  },
});

/** Shows real Lighthouse audits of the web pages that the catalog declares. */
export const lighthousePlugin = createFrontendPlugin({
  pluginId: 'lighthouse',
  title: 'Lighthouse',
  icon: <RiSpeedUpLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: lighthouseRouteRef,
    audit: auditRouteRef,
    createAudit: createAuditRouteRef,
    entityContent: entityContentRouteRef,
  },
  extensions: [
    lighthouseApi,
    queryWrapperExtension,
    lighthousePage,
    lighthouseEntityContent,
    lighthouseEntityCard,
  ],
});
