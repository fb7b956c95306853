import type { Entity } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import { otherTab, renderPluginApp } from '@internal/portal-react/testUtils';
import { datadogApiRef } from '../api';
import { datadogPlugin } from '../plugin';
import { webapp } from '../testHelpers/entity';
import type { InMemoryDatadog } from '../testHelpers/InMemoryDatadog';

const page = datadogPlugin.getExtension('page:datadog');
const tab = datadogPlugin.getExtension('entity-content:datadog/entity');

/** Where an extension of the plugin is looked at. */
const places = {
  health: [datadogPlugin.getExtension('entity-card:datadog/health'), tab],
  graph: [datadogPlugin.getExtension('entity-card:datadog/datadog-graph')],
  tab: [tab],
  system: [datadogPlugin.getExtension('entity-content:datadog/system')],
  status: [],
};

const paths: Record<keyof typeof places, string> = {
  // At any other address the test page shows its first tab below the cards.
  health: '/entity/other',
  graph: '/entity/other',
  tab: '/entity/datadog',
  system: '/entity/datadog-services',
  status: '/datadog',
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryDatadog;
  place?: keyof typeof places;
  /** Query of the address, such as `?environment=staging`. */
  search?: string;
  /** Whose page it is; WebApp by default. */
  entity?: Entity;
  /** What the catalog has. */
  catalog?: Entity[];
}

/** Renders a part of the plugin on the page of an entity, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const { backend, place = 'tab', search = '', entity = webapp } = options;
  renderPluginApp({
    extensions: [
      page,
      ...places[place],
      otherTab,
      datadogPlugin.getExtension('plugin-wrapper:datadog'),
      createTestEntityPage({ entity }),
    ],
    api: [datadogApiRef, backend],
    signals: new FakeSignals(),
    catalog: options.catalog ?? [],
    path: `${paths[place]}${search}`,
    entityPath: '/entity',
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}
