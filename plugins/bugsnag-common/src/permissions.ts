import { createPermission } from '@backstage/plugin-permission-common';

/** See the errors that Bugsnag has of the entities that one can see. */
export const bugsnagReadPermission = createPermission({
  name: 'bugsnag.errors.read',
  attributes: { action: 'read' },
});

/** All of this plugin's permissions. */
export const bugsnagPermissions = [bugsnagReadPermission];
