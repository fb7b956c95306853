import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStatusReadPermission,
  mobworxStudioSessionCreatePermission,
} from '@internal/plugin-mobworx-common';
import type { Request } from 'express';
import { problem } from './problems';

// What somebody may do, in the words of "You may not …".
const DEEDS: Record<string, string> = {
  [mobworxStatusReadPermission.name]: 'see how the MobWorx services are',
  [mobworxGraphqlQueryPermission.name]: 'send GraphQL queries',
  [mobworxParticipantsReadPermission.name]: 'see who is in a room',
  [mobworxStudioSessionCreatePermission.name]: 'start studio sessions',
};

/** Who may do what; every route asks here and nowhere else. */
export class Authorization {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
  }

  /**
   * Finds out who calls and checks a permission.
   *
   * @throws AuthenticationError for nobody, NotAllowedError with code `not_permitted`
   */
  async require(
    req: Request,
    permission: BasicPermission = mobworxStatusReadPermission,
  ): Promise<BackstageCredentials> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    if (!(await this.allows(credentials, permission))) {
      throw problem(
        'forbidden',
        'not_permitted',
        `You may not ${DEEDS[permission.name]}.`,
        'Ask the platform team, if your work needs it.',
      );
    }
    return credentials;
  }

  /** Tells whether somebody has a permission, without refusing anything. */
  async allows(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
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
