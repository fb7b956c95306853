import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  FIGMA_FILE_URL_ANNOTATION,
  figmaDesignReadPermission,
  figmaDevResourceCreatePermission,
  figmaStatusReadPermission,
  MAX_FILES,
} from '@internal/plugin-figma-common';
import {
  PermissionGate,
  readEntity,
  RecentSubjects,
} from '@internal/upstream-node';
import type { Request } from 'express';
import { type Design, designOf } from './services/designs';

const FIELDS = ['kind', 'metadata'];
const WITH_DESIGN = `metadata.annotations.${FIGMA_FILE_URL_ANNOTATION}`;

/** An entity that the caller may see, with its design. */
interface Seen {
  entity: Entity;
  design: Design;
}

/** The same with who it is that sees it. */
export interface Subject extends Seen {
  credentials: BackstageCredentials;
}

/** Who may see and do what; every route asks here and nowhere else. */
export class Authorization {
  readonly #catalog: CatalogService;
  readonly #gate: PermissionGate;
  readonly #recent = new RecentSubjects<Seen>();

  constructor(options: {
    catalog: CatalogService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    this.#catalog = options.catalog;
    this.#gate = new PermissionGate(options, {
      usual: figmaDesignReadPermission,
      deeds: {
        [figmaDesignReadPermission.name]: 'see designs',
        [figmaDevResourceCreatePermission.name]: 'add links to Figma',
        [figmaStatusReadPermission.name]:
          'see how the portal stands with Figma',
      },
    });
  }

  /**
   * The entity as the caller sees the catalog, with its design; of a read, for five seconds
   * (docs/adr/0008).
   *
   * @throws AuthenticationError for nobody, NotAllowedError without the permission, NotFoundError
   *   when the entity is absent or invisible, or names no file
   */
  async subject(req: Request, path: CompoundEntityRef): Promise<Subject> {
    const credentials = await this.#gate.whoever(req);
    const decide = async (): Promise<Seen> => {
      await this.#gate.require(req);
      const entity = await readEntity(this.#catalog, path, credentials);
      return { entity, design: designOf(entity) };
    };
    const seen = await (req.method === 'GET'
      ? this.#recent.read(req.header('authorization'), path, decide)
      : decide());
    return { ...seen, credentials };
  }

  /** The same for who adds a link. @throws as {@link Authorization.subject} */
  async subjectToLink(req: Request, path: CompoundEntityRef): Promise<Subject> {
    await this.#gate.require(req, figmaDevResourceCreatePermission);
    return this.subject(req, path);
  }

  /** Whether somebody may add links. */
  async mayLink(credentials: BackstageCredentials): Promise<boolean> {
    const [may] = await this.#gate.allows(credentials, [
      figmaDevResourceCreatePermission,
    ]);
    return may;
  }

  /** @throws NotAllowedError */
  async requireStatus(req: Request): Promise<void> {
    await this.#gate.require(req, figmaStatusReadPermission);
  }

  /**
   * The entities with a design that the caller may see: those of a System, a Domain or an owner, or
   * of the whole catalog.
   *
   * @throws NotFoundError when the caller sees no such System or owner
   */
  async withDesigns(req: Request, of?: CompoundEntityRef): Promise<Entity[]> {
    const credentials = await this.#gate.require(req);
    if (!of) {
      return this.#find(credentials, [{}]);
    }
    const ref = `${of.kind}:${of.namespace}/${of.name}`;
    const whole = await readEntity(this.#catalog, of, credentials);
    const wholes = [ref];
    if (of.kind === 'domain') {
      const systems = await this.#catalog.getEntities(
        {
          filter: { kind: 'system', 'relations.partOf': ref },
          fields: FIELDS,
          limit: MAX_FILES,
        },
        { credentials },
      );
      wholes.push(
        ...systems.items.map(
          ({ metadata }) =>
            `system:${metadata.namespace ?? 'default'}/${metadata.name}`,
        ),
      );
    }
    const relation = ['group', 'user'].includes(of.kind)
      ? 'relations.ownedBy'
      : 'relations.partOf';
    const parts = await this.#find(
      credentials,
      wholes.map(one => ({ [relation]: one })),
    );
    const hasOwn = whole.metadata.annotations?.[FIGMA_FILE_URL_ANNOTATION];
    return hasOwn ? [whole, ...parts] : parts;
  }

  async #find(
    credentials: BackstageCredentials,
    filters: Record<string, string>[],
  ): Promise<Entity[]> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: filters.map(filter => ({
          ...filter,
          [WITH_DESIGN]: CATALOG_FILTER_EXISTS,
        })),
        fields: FIELDS,
        limit: 5 * MAX_FILES,
      },
      { credentials },
    );
    return items;
  }
}
