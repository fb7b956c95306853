import { createPermission } from '@backstage/plugin-permission-common';

/** See how the services are: status, history, schema, rooms, sessions, infrastructure. */
export const mobworxStatusReadPermission = createPermission({
  name: 'mobworx.status.read',
  attributes: { action: 'read' },
});

/** Send a GraphQL query to an AppSync API, where the environment allows it. */
export const mobworxGraphqlQueryPermission = createPermission({
  name: 'mobworx.graphql.query',
  attributes: { action: 'read' },
});

/** See who is in a room: names and whole ids. */
export const mobworxParticipantsReadPermission = createPermission({
  name: 'mobworx.participants.read',
  attributes: { action: 'read' },
});

/** Start a studio session, where the environment allows it. */
export const mobworxStudioSessionCreatePermission = createPermission({
  name: 'mobworx.studio.session.create',
  attributes: { action: 'create' },
});

/** All of this plugin's permissions. */
export const mobworxPermissions = [
  mobworxStatusReadPermission,
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStudioSessionCreatePermission,
];
