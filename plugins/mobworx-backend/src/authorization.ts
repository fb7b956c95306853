import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStatusReadPermission,
  mobworxStudioSessionCreatePermission,
} from '@internal/plugin-mobworx-common';
import {
  PermissionGate,
  PermissionGateServices,
} from '@internal/upstream-node';

/** Who may do what; every route asks here and nowhere else. */
export class Authorization extends PermissionGate {
  constructor(services: PermissionGateServices) {
    super(services, {
      usual: mobworxStatusReadPermission,
      deeds: {
        [mobworxStatusReadPermission.name]: 'see how the MobWorx services are',
        [mobworxGraphqlQueryPermission.name]: 'send GraphQL queries',
        [mobworxParticipantsReadPermission.name]: 'see who is in a room',
        [mobworxStudioSessionCreatePermission.name]: 'start studio sessions',
      },
    });
  }
}

/** A name of whoever calls, for what is kept about it. */
export function callerOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? `service:${subject}`;
}
