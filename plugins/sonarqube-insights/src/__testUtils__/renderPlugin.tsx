import type { Entity } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import { otherTab, renderPluginApp } from '@internal/portal-react/testUtils';
import { sonarqubeInsightsApiRef } from '../api';
import { sonarqubePlugin } from '../plugin';
import { webapp } from '../testHelpers/entity';
import type { InMemorySonarqube } from '../testHelpers/InMemorySonarqube';

// Those that we add to upstream's plugin are not in its type.
const extensionOf = (id: string) =>
  sonarqubePlugin.getExtension(id as 'entity-card:sonarqube/card');

/** Where an extension of the plugin is looked at. */
const places = {
  card: [extensionOf('entity-card:sonarqube/card')],
  tab: [extensionOf('entity-content:sonarqube/entity'), otherTab],
  related: [extensionOf('entity-content:sonarqube/related'), otherTab],
};

const paths: Record<keyof typeof places, string> = {
  card: '/entity',
  tab: '/entity/sonarqube',
  related: '/entity/sonarqube-components',
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemorySonarqube;
  place?: keyof typeof places;
  /** Query of the address, such as `?branch=main`. */
  search?: string;
  /** Whose page it is; WebApp by default. */
  entity?: Entity;
  /** What the catalog has. */
  catalog?: Entity[];
}

/** Renders a part of the plugin on the page of an entity, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const { backend, place = 'card', search = '', entity = webapp } = options;
  renderPluginApp({
    extensions: [
      ...places[place],
      extensionOf('plugin-wrapper:sonarqube'),
      createTestEntityPage({ entity }),
    ],
    api: [sonarqubeInsightsApiRef, backend],
    signals: new FakeSignals(),
    catalog: options.catalog ?? [],
    path: `${paths[place]}${search}`,
    entityPath: '/entity',
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}
