import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { requirePeople } from './requirePeople';

/** Keeps the portal from starting when its production configuration would let in just anybody. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'people-only',
  register({ registerInit }) {
    registerInit({
      deps: { config: coreServices.rootConfig },
      async init({ config }) {
        requirePeople(config);
      },
    });
  },
});
