import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type AuditRequester,
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  lighthouseAuditReadPermission,
} from '@internal/plugin-lighthouse-common';
import {
  PermissionGate,
  type PermissionGateServices,
} from '@internal/upstream-node';

/** Who may do what; every route asks here and nowhere else. */
export class Authorization extends PermissionGate {
  constructor(services: PermissionGateServices) {
    super(services, {
      usual: lighthouseAuditReadPermission,
      deeds: {
        [lighthouseAuditReadPermission.name]: 'see audits of websites',
        [lighthouseAuditCreatePermission.name]: 'audit websites',
        [lighthouseAuditDeletePermission.name]: 'delete audits',
      },
    });
  }
}

/** Whoever calls, for what is kept about it. */
export function requesterOf({
  principal,
}: BackstageCredentials): AuditRequester {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef === undefined
    ? { type: 'service', subject: (subject ?? 'unknown').slice(0, 255) }
    : { type: 'user', userRef: userEntityRef.slice(0, 255) };
}
