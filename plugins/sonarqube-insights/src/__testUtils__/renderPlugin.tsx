import type { Entity } from '@backstage/catalog-model';
import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { useLocation } from 'react-router-dom';
import { sonarqubeInsightsApiRef } from '../api';
import { sonarqubePlugin } from '../plugin';
import type { InMemorySonarqube } from '../testHelpers/InMemorySonarqube';
import { webapp } from '../testHelpers/entity';

function AddressBar() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

const addressBar = AppRootElementBlueprint.make({
  name: 'address-bar',
  params: { element: <AddressBar /> },
});

// The test page only gives its contents paths of their own when there are two.
const otherTab = EntityContentBlueprint.make({
  name: 'other',
  params: {
    path: 'other',
    title: 'Other',
    loader: async () => <p>Another tab</p>,
  },
});

// Those that we add to upstream's plugin are not in its type.
const extensionOf = (id: string) =>
  sonarqubePlugin.getExtension(id as 'entity-card:sonarqube/card');

const places = {
  card: 'entity-card:sonarqube/card',
  tab: 'entity-content:sonarqube/entity',
  related: 'entity-content:sonarqube/related',
} as const;

const paths = {
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
  const { catalog = [] } = options;
  renderTestApp({
    extensions: [
      extensionOf(places[place]),
      extensionOf('plugin-wrapper:sonarqube'),
      ...(place === 'card' ? [] : [otherTab]),
      createTestEntityPage({ entity }),
    ],
    // Of another plugin, since the root of the app is outside of what the wrapper may wrap.
    features: [
      createFrontendModule({ pluginId: 'app', extensions: [addressBar] }),
    ],
    apis: [
      [sonarqubeInsightsApiRef, backend],
      [catalogApiRef, catalogApiMock({ entities: catalog })],
    ],
    initialRouteEntries: [`${paths[place]}${search}`],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          { 'page:test/test-entity': { config: { path: '/entity' } } },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}
