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
import { FIGMA_FILE_URL_ANNOTATION } from '@internal/plugin-figma-common';
import { queryWrapperExtension } from '@internal/portal-react';
import { RiPencilRuler2Line } from '@remixicon/react';
import { createFigmaClient, figmaApiRef } from './api';
import { designFilesRouteRef, entityContentRouteRef } from './routes';

const figmaApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: figmaApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => createFigmaClient(deps),
    }),
});

const designFilesPage = PageBlueprint.make({
  params: {
    path: '/design-files',
    title: 'Design files',
    icon: <RiPencilRuler2Line />,
    routeRef: designFilesRouteRef,
    loader: () =>
      import('./components/DesignFiles').then(({ DesignFilesPage }) => (
        <DesignFilesPage />
      )),
  },
});

const namesFile = {
  [`metadata.annotations.${FIGMA_FILE_URL_ANNOTATION}`]: { $exists: true },
} as const;

// What people look at; without a file named, the tab says how to name one.
const hasScreens = {
  kind: 'component',
  'spec.type': { $in: ['website', 'mobile-app'] },
};

const designTab = EntityContentBlueprint.make({
  name: 'design',
  params: {
    path: 'design',
    title: 'Design',
    group: 'development',
    icon: <RiPencilRuler2Line />,
    filter: { $any: [namesFile, hasScreens] },
    routeRef: entityContentRouteRef,
    loader: () =>
      import('./components/DesignTab').then(({ DesignTab }) => <DesignTab />),
  },
});

const wholeDesignFiles = EntityContentBlueprint.make({
  name: 'files',
  params: {
    // Not that of the tab above: a system may have a file of its own as well.
    path: 'design-files',
    title: 'Design files',
    group: 'development',
    icon: <RiPencilRuler2Line />,
    filter: { kind: { $in: ['system', 'domain', 'group'] } },
    loader: () =>
      import('./components/DesignFiles').then(({ WholeDesignFiles }) => (
        <WholeDesignFiles />
      )),
  },
});

const designCard = EntityCardBlueprint.make({
  name: 'design',
  params: {
    type: 'content',
    filter: namesFile,
    loader: () =>
      import('./components/DesignCard').then(({ DesignCard }) => (
        <DesignCard />
      )),
  },
});

/** Brings the design files of Figma to the entities that they are about. */
export const figmaPlugin = createFrontendPlugin({
  pluginId: 'figma',
  title: 'Design files',
  icon: <RiPencilRuler2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: designFilesRouteRef,
    entityContent: entityContentRouteRef,
  },
  extensions: [
    figmaApi,
    queryWrapperExtension,
    designFilesPage,
    designTab,
    wholeDesignFiles,
    designCard,
  ],
});
