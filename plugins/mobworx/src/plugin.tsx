import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import {
  catalogEntityRouteRef,
  environmentsRouteRef,
  systemMapRouteRef,
} from './routes';

/** Shows what of MobWorx runs where, how it is and how the environments differ. */
export const mobworxPlugin = createFrontendPlugin({
  pluginId: 'mobworx',
  title: 'MobWorx services',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { environments: environmentsRouteRef, systemMap: systemMapRouteRef },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [],
});
