import type { Entity } from '@backstage/catalog-model';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import { otherTab, renderPluginApp } from '@internal/portal-react/testUtils';
import { lighthouseApiRef } from '../api';
import { lighthousePlugin } from '../plugin';
import { webapp } from '../testHelpers/entity';
import { InMemoryLighthouse } from '../testHelpers/InMemoryLighthouse';

const page = lighthousePlugin.getExtension('page:lighthouse');
const tab = lighthousePlugin.getExtension(
  'entity-content:lighthouse/lighthouse',
);
const card = lighthousePlugin.getExtension('entity-card:lighthouse/lighthouse');
const wrapper = lighthousePlugin.getExtension('plugin-wrapper:lighthouse');

/** Where an extension of the plugin is looked at. */
const places = {
  page: () => [page],
  tab: (entity: Entity) => [
    page,
    tab,
    otherTab,
    createTestEntityPage({ entity }),
  ],
  card: (entity: Entity) => [
    page,
    card,
    tab,
    otherTab,
    createTestEntityPage({ entity }),
  ],
};

const defaultPaths: Record<keyof typeof places, string> = {
  page: '/lighthouse',
  tab: '/webapp/lighthouse',
  // At any other address the test page shows its first tab below the cards.
  card: '/webapp/other',
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryLighthouse;
  place?: keyof typeof places;
  /** Address to open; that of the place by default. */
  path?: string;
  /** Whose page the tab and the card are on; WebApp by default. */
  entity?: Entity;
  signals?: FakeSignals;
}

/** Renders a part of the plugin in an app of its own, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const {
    backend,
    place = 'page',
    path = defaultPaths[place],
    entity = webapp,
    signals = new FakeSignals(),
  } = options;
  renderPluginApp({
    extensions: [...places[place](entity), wrapper],
    api: [lighthouseApiRef, backend],
    signals,
    catalog: [],
    path,
    entityPath: '/webapp',
  });
  return { backend, signals };
}
