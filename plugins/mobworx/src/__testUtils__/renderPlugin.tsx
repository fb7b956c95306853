import type { Entity } from '@backstage/catalog-model';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import {
  CatalogOption,
  homePage,
  otherTab,
  renderPluginApp,
} from '@internal/portal-react/testUtils';
import { mobworxApiRef } from '../api';
import { mobworxPlugin } from '../plugin';
import { catalogEntityRouteRef } from '../routes';
import { streamService } from '../testHelpers/entity';
import { InMemoryMobworx } from '../testHelpers/InMemoryMobworx';

const wrapper = mobworxPlugin.getExtension('plugin-wrapper:mobworx');

// Links lead there from everywhere.
const environmentsPage = mobworxPlugin.getExtension(
  'page:mobworx/environments',
);

/** Where an extension of the plugin is looked at. */
const places = {
  environments: () => [environmentsPage],
  systemMap: () => [
    environmentsPage,
    mobworxPlugin.getExtension('page:mobworx/system-map'),
  ],
  tab: (entity: Entity) => [
    environmentsPage,
    mobworxPlugin.getExtension('entity-content:mobworx/environments'),
    otherTab,
    createTestEntityPage({ entity }),
  ],
  card: (entity: Entity) => [
    environmentsPage,
    mobworxPlugin.getExtension('entity-card:mobworx/environments'),
    createTestEntityPage({ entity }),
  ],
  home: () => [
    environmentsPage,
    mobworxPlugin.getExtension('home-page-widget:mobworx/status'),
    homePage,
  ],
};

const defaultPaths: Record<keyof typeof places, string> = {
  environments: '/environments',
  systemMap: '/system-map',
  tab: '/stream-service/environments',
  card: '/stream-service',
  home: '/home',
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryMobworx;
  place?: keyof typeof places;
  /** Address to open; that of the place by default. */
  path?: string;
  /** Whose page the tab and the card are on; Stream Service by default. */
  entity?: Entity;
  catalog?: CatalogOption;
  signals?: FakeSignals;
}

/** Renders a part of the plugin in an app of its own, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const {
    backend,
    place = 'environments',
    path = defaultPaths[place],
    entity = streamService,
    catalog = [],
    signals = new FakeSignals(),
  } = options;
  renderPluginApp({
    extensions: [...places[place](entity), wrapper],
    api: [mobworxApiRef, backend],
    signals,
    catalog,
    path,
    entityPath: '/stream-service',
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': catalogEntityRouteRef,
    },
  });
  return { backend, signals };
}
