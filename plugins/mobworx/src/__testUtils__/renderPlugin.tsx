import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useLocation, useNavigate } from 'react-router-dom';
import { mobworxApiRef } from '../api';
import { mobworxPlugin } from '../plugin';
import { catalogEntityRouteRef } from '../routes';
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

/** Where an extension of the plugin is looked at. */
const places = {
  environments: [mobworxPlugin.getExtension('page:mobworx/environments')],
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryMobworx;
  place?: keyof typeof places;
  /** Address to open; the page of services by environments by default. */
  path?: string;
  signals?: FakeSignals;
}

/** Renders a part of the plugin in an app of its own, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const {
    backend,
    place = 'environments',
    path = '/environments',
    signals = new FakeSignals(),
  } = options;
  renderTestApp({
    extensions: [...places[place], wrapper],
    // Of another plugin, since the root of the app is outside of what the wrapper may wrap.
    features: [
      createFrontendModule({ pluginId: 'app', extensions: [addressBar] }),
    ],
    apis: [
      [mobworxApiRef, backend],
      [signalApiRef, signals],
    ],
    initialRouteEntries: [path],
    config: { backend: { baseUrl: 'http://localhost:7007' } },
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': catalogEntityRouteRef,
    },
  });
  return { backend, signals };
}
