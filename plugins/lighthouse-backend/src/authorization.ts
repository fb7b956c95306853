import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  type AuditRequester,
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  lighthouseAuditReadPermission,
} from '@internal/plugin-lighthouse-common';
import type { Request } from 'express';
import { problem } from './problems';

// What somebody may do, in the words of "You may not …".
const DEEDS: Record<string, string> = {
  [lighthouseAuditReadPermission.name]: 'see audits of websites',
  [lighthouseAuditCreatePermission.name]: 'audit websites',
  [lighthouseAuditDeletePermission.name]: 'delete audits',
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

  /** @throws AuthenticationError for nobody */
  async whoever(req: Request): Promise<BackstageCredentials> {
    return this.#httpAuth.credentials(req, { allow: ['user', 'service'] });
  }

  /**
   * Finds out who calls and checks a permission.
   *
   * @throws AuthenticationError for nobody, NotAllowedError with code `not_permitted`
   */
  async require(
    req: Request,
    permission: BasicPermission = lighthouseAuditReadPermission,
  ): Promise<BackstageCredentials> {
    const credentials = await this.whoever(req);
    const [allowed] = await this.allows(credentials, [permission]);
    if (!allowed) {
      throw problem(
        'forbidden',
        'not_permitted',
        `You may not ${DEEDS[permission.name]}.`,
        'Ask the platform team, if your work needs it.',
      );
    }
    return credentials;
  }

  /** Tells whether somebody has permissions, without refusing anything. */
  async allows(
    credentials: BackstageCredentials,
    permissions: BasicPermission[],
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
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
