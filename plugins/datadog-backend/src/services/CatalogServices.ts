import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSubject,
  SERVICE_NAME_ANNOTATION,
} from '@internal/plugin-datadog-common';

/** Something that the catalog says an entity needs. */
export interface Declared {
  entityRef: string;
  title: string;
  /** Its name in Datadog; absent for what sends no traces. */
  service?: string;
  declaredBy: 'dependsOn' | 'consumesApi';
}

const FIELDS = ['kind', 'metadata', 'relations'];

/** What the catalog knows of services of Datadog, as somebody sees it. */
export class CatalogServices {
  constructor(private readonly catalog: CatalogService) {}

  /**
   * What an entity depends on: by `dependsOn`, and the providers of the APIs that it consumes. What
   * the caller can't see is left out.
   */
  async declaredBy(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<Declared[]> {
    const direct = relationsOf(entity, RELATION_DEPENDS_ON);
    const apis = await this.#entities(
      relationsOf(entity, RELATION_CONSUMES_API),
      credentials,
    );
    const providers = [
      ...new Set(
        apis.flatMap(api => relationsOf(api, RELATION_API_PROVIDED_BY)),
      ),
    ].filter(
      ref => !direct.includes(ref) && ref !== stringifyEntityRef(entity),
    );
    const found = await this.#entities([...direct, ...providers], credentials);
    return found.map(one => {
      const { service } = readSubject(one).subject;
      return {
        ...describe(one),
        ...(service && { service }),
        declaredBy: direct.includes(stringifyEntityRef(one))
          ? 'dependsOn'
          : 'consumesApi',
      };
    });
  }

  /** The entities that name these services, by service. */
  async ofServices(
    services: string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, { entityRef: string; title: string }>> {
    if (services.length === 0) {
      return new Map();
    }
    const { items } = await this.catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${SERVICE_NAME_ANNOTATION}`]: [
            ...new Set(services),
          ],
        },
        fields: FIELDS.slice(0, 2),
      },
      { credentials },
    );
    return new Map(
      items.flatMap(entity => {
        const { service } = readSubject(entity).subject;
        return service ? [[service, describe(entity)] as const] : [];
      }),
    );
  }

  async #entities(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs, fields: FIELDS },
      { credentials },
    );
    return items.filter(item => item !== undefined);
  }
}

function describe(entity: Entity) {
  const { name, title = name } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    title: title.slice(0, 200),
  };
}

function relationsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}
