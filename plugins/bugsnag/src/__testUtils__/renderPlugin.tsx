import type { Entity } from '@backstage/catalog-model';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import { otherTab, renderPluginApp } from '@internal/portal-react/testUtils';
import { bugsnagApiRef } from '../api';
import { bugsnagPlugin } from '../plugin';
import { webapp } from '../testHelpers/entity';
import type { InMemoryBugsnag } from '../testHelpers/InMemoryBugsnag';

/** Options of {@link renderPlugin}. */
export interface RenderPluginOptions {
  backend: InMemoryBugsnag;
  place?: 'card' | 'tab';
  /** Query of the address, such as `?status=open`. */
  search?: string;
  /** Whose page it is; WebApp by default. */
  entity?: Entity;
}

/** Renders a part of the plugin on the page of an entity, on a backend in memory. */
export function renderPlugin(options: RenderPluginOptions) {
  const { backend, place = 'card', search = '', entity = webapp } = options;
  const extension =
    place === 'card'
      ? bugsnagPlugin.getExtension('entity-card:bugsnag')
      : bugsnagPlugin.getExtension('entity-content:bugsnag');
  renderPluginApp({
    extensions: [
      extension,
      bugsnagPlugin.getExtension('plugin-wrapper:bugsnag'),
      otherTab,
      createTestEntityPage({ entity }),
    ],
    api: [bugsnagApiRef, backend],
    signals: new FakeSignals(),
    catalog: [],
    path: `/entity${place === 'tab' ? '/bugsnag' : ''}${search}`,
    entityPath: '/entity',
  });
}
