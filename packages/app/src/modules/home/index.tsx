import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';
import { queryWrapperExtension } from '@internal/portal-react';

const layout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeLayout').then(m => m.HomeLayout),
  },
});

/** The home page of MobWorx: a fixed layout instead of a board of widgets to arrange. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [queryWrapperExtension, layout],
});
