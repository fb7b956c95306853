import {
  AppRootElementBlueprint,
  createFrontendModule,
  NotFoundErrorPage,
} from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
  SwappableComponentBlueprint,
} from '@backstage/plugin-app-react';
import { PortalNav } from './nav/PortalNav';
import { SimulatedUpstreamsNote } from './simulated/SimulatedUpstreamsNote';
import { themes } from './theme/themes';
import { wording } from './wording';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./signIn/SignInPage').then(m => m.SignInPage),
  },
});

const navContent = NavContentBlueprint.make({
  params: { component: PortalNav },
});

const simulatedUpstreamsNote = AppRootElementBlueprint.make({
  name: 'simulated-upstreams',
  params: { element: <SimulatedUpstreamsNote /> },
});

const notFoundPage = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({
      component: NotFoundErrorPage,
      loader: () => import('./notFound/NotFoundPage').then(m => m.NotFoundPage),
    }),
});

/** What this portal changes about the app itself: look, sign-in, navigation, wording. */
export const appModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ...themes,
    signInPage,
    navContent,
    simulatedUpstreamsNote,
    notFoundPage,
    ...wording,
  ],
});
