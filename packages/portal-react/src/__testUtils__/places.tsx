import {
  createExtensionInput,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { homePageWidgetDataRef } from '@backstage/plugin-home-react/alpha';
import { Fragment } from 'react';

/**
 * A second tab for the page of `createTestEntityPage`, which only gives its contents paths of
 * their own when there are two.
 */
export const otherTab = EntityContentBlueprint.make({
  name: 'other',
  params: {
    path: 'other',
    title: 'Other',
    loader: async () => <p>Another tab</p>,
  },
});

/** A page at `/home` with the widgets of the plugin. */
export const homePage = PageBlueprint.makeWithOverrides({
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
