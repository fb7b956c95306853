import type { Entity } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import { otherTab, renderPluginApp } from '@internal/portal-react/testUtils';
import { figmaApiRef } from '../api';
import { figmaPlugin } from '../plugin';
import { webapp } from '../testHelpers/entity';
import type { InMemoryFigma } from '../testHelpers/InMemoryFigma';

const page = figmaPlugin.getExtension('page:figma');
const tab = figmaPlugin.getExtension('entity-content:figma/design');
const card = figmaPlugin.getExtension('entity-card:figma/design');
const files = figmaPlugin.getExtension('entity-content:figma/files');
const wrapper = figmaPlugin.getExtension('plugin-wrapper:figma');

/** Where an extension of the plugin is looked at. */
const places = {
  page: { extensions: [page], path: '/design-files' },
  tab: { extensions: [tab, otherTab], path: '/entity/design' },
  // At any other address the test page shows its first tab below the cards.
  card: { extensions: [card, tab, otherTab], path: '/entity/other' },
  whole: { extensions: [files, otherTab], path: '/entity/design-files' },
};

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryFigma;
  place: keyof typeof places;
  /** Query of the address, such as `?of=system:default/studio`. */
  search?: string;
  /** Whose page it is; WebApp by default. */
  entity?: Entity;
  /** What the catalog has. */
  catalog?: Entity[];
  signals?: FakeSignals;
}

/** Renders a part of the plugin, on the page of an entity or its own, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const { backend, place, search = '', entity = webapp } = options;
  const { extensions, path } = places[place];
  renderPluginApp({
    extensions: [
      ...extensions,
      wrapper,
      ...(place === 'page' ? [] : [createTestEntityPage({ entity })]),
    ],
    api: [figmaApiRef, backend],
    signals: options.signals ?? new FakeSignals(),
    catalog: options.catalog ?? [],
    path: `${path}${search}`,
    entityPath: '/entity',
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}
