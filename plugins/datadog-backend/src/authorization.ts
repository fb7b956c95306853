import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  datadogReadPermission,
  datadogStatusReadPermission,
} from '@internal/plugin-datadog-common';
import {
  PermissionGate,
  readEntity,
  RecentSubjects,
} from '@internal/upstream-node';
import type { Request } from 'express';

/** An entity that the caller may see. */
export interface SeenEntity {
  entity: Entity;
  entityRef: string;
  /** Of whoever asks; further reads of the catalog are done with them too. */
  credentials: BackstageCredentials;
}

interface EntityPath {
  kind: string;
  namespace: string;
  name: string;
}

/** Who may see what; every route asks here and nowhere else. */
export class Authorization {
  readonly #catalog: CatalogService;
  readonly #gate: PermissionGate;
  readonly #recent = new RecentSubjects<SeenEntity>();

  constructor(options: {
    catalog: CatalogService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    this.#catalog = options.catalog;
    this.#gate = new PermissionGate(options, {
      usual: datadogReadPermission,
      deeds: {
        [datadogReadPermission.name]: 'see what Datadog says',
        [datadogStatusReadPermission.name]:
          'see how the portal gets on with Datadog',
      },
    });
  }

  /** @throws AuthenticationError for nobody, NotAllowedError with code `not_permitted` */
  require(
    req: Request,
    permission?: BasicPermission,
  ): Promise<BackstageCredentials> {
    return this.#gate.require(req, permission);
  }

  /**
   * The entity as the caller sees the catalog. Who was let in to it may read on for five seconds:
   * docs/adr/0008.
   *
   * @throws those of {@link require}; NotFoundError when the entity is absent or invisible
   */
  async entity(req: Request, path: EntityPath): Promise<SeenEntity> {
    // The token is looked at every time.
    await this.#gate.whoever(req);
    return this.#recent.read(req.header('authorization'), path, async () => {
      const credentials = await this.require(req);
      const entity = await readEntity(this.#catalog, path, credentials);
      return { entity, entityRef: stringifyEntityRef(entity), credentials };
    });
  }

  /** Many entities as the caller sees the catalog, in the order of the refs. */
  async entities(
    req: Request,
    entityRefs: string[],
  ): Promise<Array<Entity | undefined>> {
    const credentials = await this.require(req);
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata'] },
      { credentials },
    );
    return items;
  }
}
