import {
  createFrontendModule,
  PluginWrapperBlueprint,
} from '@backstage/frontend-plugin-api';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';
import { portalQueryWrapper } from '@internal/portal-react';

const queryWrapper = PluginWrapperBlueprint.make({
  name: 'query',
  params: defineParams =>
    defineParams({ loader: async () => portalQueryWrapper }),
});

const layout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeLayout').then(m => m.HomeLayout),
  },
});

/** The home page of MobWorx: a fixed layout instead of a board of widgets to arrange. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [queryWrapper, layout],
});
