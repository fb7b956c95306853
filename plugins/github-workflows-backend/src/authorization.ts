import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  FormViewer,
  githubWorkflowsApprovePermission,
  githubWorkflowsAuditReadPermission,
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsManagePermission,
  githubWorkflowsReadPermission,
  githubWorkflowsRerunPermission,
  RunRight,
  RunViewer,
} from '@internal/plugin-github-workflows-common';
import { readEntity } from '@internal/upstream-node';
import { Refusal, refusals } from './permissions/refusals';
import {
  stringifyWorkflowResource,
  WorkflowDetail,
} from './permissions/workflowResource';
import { problem } from './problems';
import { Repository, repositoryOf } from './repository';

const GUEST = 'user:default/guest';

// What somebody may do, in the words of "Only members of the owner may … of this component".
const DEEDS: Record<string, string> = {
  [githubWorkflowsDispatchPermission.name]: 'run workflows',
  [githubWorkflowsRerunPermission.name]: 're-run and cancel runs',
  [githubWorkflowsCancelPermission.name]: 're-run and cancel runs',
  [githubWorkflowsApprovePermission.name]: 'approve and reject deployments',
  [githubWorkflowsManagePermission.name]: 'enable and disable workflows',
  [githubWorkflowsAuditReadPermission.name]: 'read the audit',
};

/** An entity that the caller may see, with its repository. */
export interface Subject {
  entity: Entity;
  entityRef: string;
  repository: Repository;
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
   * @param detail - the file, ref and environment that it is about, as far as known
   * @throws NotFoundError when the caller can't see the entity or it has no repository,
   *   NotAllowedError with code `not_permitted` or `guest_may_not_run`
   */
  async subject(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
    permission: ResourcePermission = githubWorkflowsReadPermission,
    detail: WorkflowDetail = {},
  ): Promise<Subject> {
    const entity = await readEntity(this.#catalog, ref, credentials);
    const entityRef = stringifyEntityRef(entity);
    await this.require({ entity, entityRef }, credentials, permission, detail);
    return { entity, entityRef, repository: repositoryOf(entity) };
  }

  /**
   * Checks a permission on an entity that the caller is known to see, for when the file, ref or
   * environment is learned later than the entity.
   *
   * @throws NotAllowedError with code `not_permitted` or `guest_may_not_run`
   */
  async require(
    subject: Pick<Subject, 'entity' | 'entityRef'>,
    credentials: BackstageCredentials,
    permission: ResourcePermission,
    detail: WorkflowDetail = {},
  ): Promise<void> {
    const refusal = await this.#refusal(
      subject,
      credentials,
      permission,
      detail,
    );
    if (refusal) {
      throw problem('forbidden', refusal.code, refusal.reason, refusal.remedy);
    }
  }

  /** Tells whether the caller may run workflows of an entity, without refusing anything. */
  async runRight(
    subject: Subject,
    credentials: BackstageCredentials,
    detail: WorkflowDetail = {},
  ): Promise<RunRight> {
    const refusal = await this.#refusal(
      subject,
      credentials,
      githubWorkflowsDispatchPermission,
      detail,
    );
    return refusal
      ? { mayRun: false, reason: refusal.reason }
      : { mayRun: true };
  }

  /** Tells whether the caller may enable and disable workflows of an entity. */
  async mayManage(
    subject: Subject,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const permission = githubWorkflowsManagePermission;
    return !(await this.#refusal(subject, credentials, permission, {}));
  }

  /** Tells what the caller may choose in the form of a workflow at a ref. */
  async formViewer(
    subject: Subject,
    credentials: BackstageCredentials,
    detail: WorkflowDetail,
    environments: string[],
  ): Promise<FormViewer> {
    const right = await this.runRight(subject, credentials, detail);
    const rights = await Promise.all(
      (right.mayRun ? environments : []).map(async name => ({
        name,
        ...(await this.runRight(subject, credentials, {
          ...detail,
          environment: name,
        })),
      })),
    );
    return {
      ...right,
      refusedEnvironments: rights.flatMap(({ name, reason }) =>
        reason ? { name, reason } : [],
      ),
    };
  }

  /** Tells what the caller may do with a run of an entity, without refusing anything. */
  async runViewer(
    subject: Subject,
    credentials: BackstageCredentials,
    detail: WorkflowDetail = {},
  ): Promise<RunViewer> {
    const [rerun, cancel] = await Promise.all(
      [githubWorkflowsRerunPermission, githubWorkflowsCancelPermission].map(
        permission => this.#refusal(subject, credentials, permission, detail),
      ),
    );
    const refusal = rerun ?? cancel;
    return {
      mayRerun: !rerun,
      mayCancel: !cancel,
      ...(refusal && { reason: refusal.reason }),
    };
  }

  /**
   * Checks that the caller may read the audit: of one entity, or of everything without one. Who may
   * read that of everything may also ask for entities that are gone by now.
   *
   * @throws NotAllowedError with code `not_permitted`
   */
  async requireAudit(
    credentials: BackstageCredentials,
    entityRef: string | undefined,
  ): Promise<void> {
    const permission = githubWorkflowsAuditReadPermission;
    const [ofAll] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (ofAll.result === AuthorizeResult.ALLOW) {
      return;
    }
    if (entityRef && ofAll.result === AuthorizeResult.CONDITIONAL) {
      await this.subject(parseEntityRef(entityRef), credentials, permission);
      return;
    }
    const { code, reason, remedy } = refusals.mayNotReadAudit;
    throw problem('forbidden', code, reason, remedy);
  }

  /** Why the caller may not, or nothing when the caller may. */
  async #refusal(
    { entity, entityRef }: Pick<Subject, 'entity' | 'entityRef'>,
    credentials: BackstageCredentials,
    permission: ResourcePermission,
    detail: WorkflowDetail,
  ): Promise<Refusal | undefined> {
    const wanted = stringifyWorkflowResource(entityRef, detail);
    // Whether it is the entity or what was chosen of it that is refused: two different sentences.
    const resourceRefs = [...new Set([wanted, entityRef])];
    const decisions = await this.#permissions.authorize(
      resourceRefs.map(resourceRef => ({ permission, resourceRef })),
      { credentials },
    );
    const [mayThis, mayAny = false] = decisions.map(
      ({ result }) => result === AuthorizeResult.ALLOW,
    );
    if (mayThis) {
      return undefined;
    }
    const kind = entity.kind.toLocaleLowerCase('en-US');
    const deed = DEEDS[permission.name];
    if (!deed) {
      return refusals.mayNotSee(entityRef);
    }
    if (this.#isGuest(credentials)) {
      return refusals.guest;
    }
    return mayAny
      ? refusals.excluded(deed, kind, detail)
      : refusals.notOwner(deed, kind, entity.spec?.owner);
  }

  #isGuest(credentials: BackstageCredentials): boolean {
    return (
      this.#auth.isPrincipal(credentials, 'user') &&
      (credentials.principal as BackstageUserPrincipal).userEntityRef === GUEST
    );
  }
}
