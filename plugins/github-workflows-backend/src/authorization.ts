import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsReadPermission,
  githubWorkflowsRerunPermission,
  RunViewer,
} from '@internal/plugin-github-workflows-common';
import { readEntity } from '@internal/upstream-node';
import { problem } from './problems';
import { Repository, repositoryOf } from './repository';

const GUEST = 'user:default/guest';

// What owners may do, in the words of "Only members of the owner may …".
const ownersMay: Record<string, string> = {
  [githubWorkflowsDispatchPermission.name]: 'run workflows',
  [githubWorkflowsRerunPermission.name]: 're-run and cancel runs',
  [githubWorkflowsCancelPermission.name]: 're-run and cancel runs',
};

/** The name in an owner as the catalog writes it, such as `group:default/backend` or `backend`. */
function nameOf(owner: unknown): string {
  return String(owner).replace(/^.*[:/]/, '');
}

/** An entity that the caller may see, with its repository. */
export interface Subject {
  entity: Entity;
  entityRef: string;
  repository: Repository;
}

/** Whether somebody may run workflows, and if not, why, in a sentence for that person. */
export interface RunRight {
  mayRun: boolean;
  reason?: string;
}

/** Who may do what; every route and every action asks here and nowhere else. */
export class Authorization {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    permissions: PermissionsService;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
  }

  /**
   * Loads the entity with the caller's own sight of the catalog and checks a permission on it.
   *
   * @throws NotFoundError when the caller can't see the entity or it has no repository,
   *   NotAllowedError with code `not_permitted` or `guest_may_not_run`
   */
  async subject(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
    permission: ResourcePermission = githubWorkflowsReadPermission,
  ): Promise<Subject> {
    const entity = await readEntity(this.#catalog, ref, credentials);
    const entityRef = stringifyEntityRef(entity);
    if (!(await this.#allowed(permission, entityRef, credentials))) {
      const may =
        permission.name in ownersMay
          ? this.#whyNot(entity, credentials, permission)
          : undefined;
      throw problem(
        'forbidden',
        may?.code ?? 'not_permitted',
        may?.reason ?? `You may not see this of ${entityRef}.`,
        may?.remedy ??
          'Ask the platform team if you think that you should be able to.',
      );
    }
    return { entity, entityRef, repository: repositoryOf(entity) };
  }

  /** Tells whether the caller may run workflows of an entity, without refusing anything. */
  async runRight(
    { entity, entityRef }: Subject,
    credentials: BackstageCredentials,
  ): Promise<RunRight> {
    const permission = githubWorkflowsDispatchPermission;
    return (await this.#allowed(permission, entityRef, credentials))
      ? { mayRun: true }
      : {
          mayRun: false,
          reason: this.#whyNot(entity, credentials, permission).reason,
        };
  }

  /** Tells what the caller may do with a run of an entity, without refusing anything. */
  async runViewer(
    { entity, entityRef }: Subject,
    credentials: BackstageCredentials,
  ): Promise<RunViewer> {
    const permission = githubWorkflowsRerunPermission;
    const [mayRerun, mayCancel] = await Promise.all(
      [permission, githubWorkflowsCancelPermission].map(wanted =>
        this.#allowed(wanted, entityRef, credentials),
      ),
    );
    return mayRerun && mayCancel
      ? { mayRerun, mayCancel }
      : {
          mayRerun,
          mayCancel,
          reason: this.#whyNot(entity, credentials, permission).reason,
        };
  }

  async #allowed(
    permission: ResourcePermission,
    resourceRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  #whyNot(
    entity: Entity,
    credentials: BackstageCredentials,
    permission: ResourcePermission,
  ) {
    const isGuest =
      this.#auth.isPrincipal(credentials, 'user') &&
      (credentials.principal as BackstageUserPrincipal).userEntityRef === GUEST;
    if (isGuest) {
      return {
        code: 'guest_may_not_run' as const,
        reason: 'Guests may look at workflows and runs, but not run anything.',
        remedy: 'Sign in with GitHub to run workflows.',
      };
    }
    const owner = entity.spec?.owner;
    return {
      code: 'not_permitted' as const,
      reason: owner
        ? `Only members of the owner, ${nameOf(owner)}, may ${ownersMay[permission.name]} of this ${entity.kind.toLocaleLowerCase('en-US')}.`
        : `Nobody owns this ${entity.kind.toLocaleLowerCase('en-US')}, so nobody may ${ownersMay[permission.name]} of it.`,
      remedy: 'Ask a member of the owning team to do it.',
    };
  }
}
