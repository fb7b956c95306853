import type { Entity } from '@backstage/catalog-model';
import {
  ApiRef,
  AppRootElementBlueprint,
  createFrontendModule,
  ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import {
  renderTestApp,
  RenderTestAppOptions,
} from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useLocation, useNavigate } from 'react-router-dom';
import { FakeSignals } from '../testHelpers';

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

/** What the catalog has, or the catalog itself. */
export type CatalogOption = Entity[] | ReturnType<typeof catalogApiMock.mock>;

/** Options of {@link renderPluginApp}. */
export interface PluginAppOptions<TApi> {
  /** What is looked at and what that needs, the plugin's wrapper included. */
  extensions: ExtensionDefinition[];
  /** The plugin's API client, and the backend in memory that stands in for it. */
  api: readonly [ApiRef<TApi>, TApi];
  signals: FakeSignals;
  catalog: CatalogOption;
  /** Address to open. */
  path: string;
  /** Where the page of `createTestEntityPage` is; at the root a page has no pages below it. */
  entityPath: string;
  mountedRoutes?: RenderTestAppOptions['mountedRoutes'];
}

/**
 * Renders extensions of a plugin in an app of their own, which also shows its address (the output
 * "address") and a button "Browser back".
 */
export function renderPluginApp<TApi>(options: PluginAppOptions<TApi>): void {
  const { extensions, api, signals, catalog, path, entityPath } = options;
  renderTestApp({
    extensions,
    // Of another plugin, since the root of the app is outside of what a wrapper may wrap.
    features: [
      createFrontendModule({ pluginId: 'app', extensions: [addressBar] }),
    ],
    apis: [
      api as readonly [ApiRef<unknown>, {}],
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
          { 'page:test/test-entity': { config: { path: entityPath } } },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    mountedRoutes: options.mountedRoutes,
  });
}
