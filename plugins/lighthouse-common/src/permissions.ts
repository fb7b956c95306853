import { createPermission } from '@backstage/plugin-permission-common';

/** See audits: their scores, their reports, how a website did over time. */
export const lighthouseAuditReadPermission = createPermission({
  name: 'lighthouse.audit.read',
  attributes: { action: 'read' },
});

/** Ask for an audit of a website that may be audited. */
export const lighthouseAuditCreatePermission = createPermission({
  name: 'lighthouse.audit.create',
  attributes: { action: 'create' },
});

/** Delete an audit with its report. */
export const lighthouseAuditDeletePermission = createPermission({
  name: 'lighthouse.audit.delete',
  attributes: { action: 'delete' },
});

/** All of this plugin's permissions. */
export const lighthousePermissions = [
  lighthouseAuditReadPermission,
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
];
