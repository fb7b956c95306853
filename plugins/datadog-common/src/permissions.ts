import { createPermission } from '@backstage/plugin-permission-common';

/** See what Datadog says of the entities that one can see. */
export const datadogReadPermission = createPermission({
  name: 'datadog.read',
  attributes: { action: 'read' },
});

/** See how the portal gets on with Datadog: its keys, scopes and rate limits. */
export const datadogStatusReadPermission = createPermission({
  name: 'datadog.status.read',
  attributes: { action: 'read' },
});

/** All of this plugin's permissions. */
export const datadogPermissions = [
  datadogReadPermission,
  datadogStatusReadPermission,
];
