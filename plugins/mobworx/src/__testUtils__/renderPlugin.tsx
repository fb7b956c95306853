import type { Entity } from '@backstage/catalog-model';
import {
  AppRootElementBlueprint,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { homePageWidgetDataRef } from '@backstage/plugin-home-react/alpha';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { Fragment } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { mobworxApiRef } from '../api';
import { mobworxPlugin } from '../plugin';
import { catalogEntityRouteRef } from '../routes';
import { streamService } from '../testHelpers/entity';
import { FakeSignals } from '../testHelpers/FakeSignals';
import { InMemoryMobworx } from '../testHelpers/InMemoryMobworx';

function AddressBar() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="address">{`${pathname}${search}`}</output>
      <button onClick={() => navigate(-1)}>Browser back</button>
    </>
  );
}

const addressBar = AppRootElementBlueprint.make({
  name: 'address-bar',
  params: { element: <AddressBar /> },
});

const wrapper = mobworxPlugin.getExtension('plugin-wrapper:mobworx');

// The test page only gives its contents paths of their own when there are two.
const otherTab = EntityContentBlueprint.make({
  name: 'other',
  params: {
    path: 'other',
    title: 'Other',
    loader: async () => <p>Another tab</p>,
  },
});

const homePage = PageBlueprint.makeWithOverrides({
  name: 'home',
  inputs: {
    widgets: createExtensionInput([homePageWidgetDataRef], {
      replaces: [{ id: 'page:home', input: 'widgets' }],
    }),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/home',
      loader: async () => (
        <>
          {inputs.widgets.map(widget => (
            <Fragment key={widget.node.spec.id}>
              {widget.get(homePageWidgetDataRef).component}
            </Fragment>
          ))}
        </>
      ),
    }),
});

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
  /** What the catalog has, or the catalog itself. */
  catalog?: Entity[] | ReturnType<typeof catalogApiMock.mock>;
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
  renderTestApp({
    extensions: [...places[place](entity), wrapper],
    // Of another plugin, since the root of the app is outside of what the wrapper may wrap.
    features: [
      createFrontendModule({ pluginId: 'app', extensions: [addressBar] }),
    ],
    apis: [
      [mobworxApiRef, backend],
      [signalApiRef, signals],
      [
        catalogApiRef,
        Array.isArray(catalog)
          ? catalogApiMock({ entities: catalog })
          : catalog,
      ],
    ],
    initialRouteEntries: [path],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          { 'page:test/test-entity': { config: { path: '/stream-service' } } },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': catalogEntityRouteRef,
    },
  });
  return { backend, signals };
}
