import { createPermission } from '@backstage/plugin-permission-common';

/** See the designs of the entities that one can see. */
export const figmaDesignReadPermission = createPermission({
  name: 'figma.design.read',
  attributes: { action: 'read' },
});

/** Add the link to an entity to a node of its design file. */
export const figmaDevResourceCreatePermission = createPermission({
  name: 'figma.dev-resource.create',
  attributes: { action: 'create' },
});

/** See how the portal stands with Figma: budgets, pauses, what is stored. */
export const figmaStatusReadPermission = createPermission({
  name: 'figma.status.read',
  attributes: { action: 'read' },
});

/** All of this plugin's permissions. */
export const figmaPermissions = [
  figmaDesignReadPermission,
  figmaDevResourceCreatePermission,
  figmaStatusReadPermission,
];
