import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { problem } from './problem';

/** What {@link PermissionGate} asks. */
export interface PermissionGateServices {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}

/** The permissions of a plugin. */
export interface PermissionGateOptions {
  /** The one that most routes need. */
  usual: BasicPermission;
  /** What somebody may do with each, by its name, in the words of "You may not …". */
  deeds: Record<string, string>;
}

/**
 * Who may do what, where that depends on who calls alone. The `authorization.ts` of a family makes
 * its own of it; every route asks there and nowhere else.
 */
export class PermissionGate {
  readonly #services: PermissionGateServices;
  readonly #options: PermissionGateOptions;

  constructor(
    services: PermissionGateServices,
    options: PermissionGateOptions,
  ) {
    this.#services = services;
    this.#options = options;
  }

  /** @throws AuthenticationError for nobody */
  async whoever(req: Request): Promise<BackstageCredentials> {
    return this.#services.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
  }

  /**
   * Finds out who calls and checks a permission.
   *
   * @throws AuthenticationError for nobody, NotAllowedError with code `not_permitted`
   */
  async require(
    req: Request,
    permission: BasicPermission = this.#options.usual,
  ): Promise<BackstageCredentials> {
    const credentials = await this.whoever(req);
    const [allowed] = await this.allows(credentials, [permission]);
    if (!allowed) {
      throw problem(
        'forbidden',
        'not_permitted',
        `You may not ${this.#options.deeds[permission.name]}.`,
        'Ask the platform team, if your work needs it.',
      );
    }
    return credentials;
  }

  /** Tells whether somebody has permissions, in their order, without refusing anything. */
  async allows(
    credentials: BackstageCredentials,
    permissions: BasicPermission[],
  ): Promise<boolean[]> {
    const decisions = await this.#services.permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }
}
