import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from './queryKeys';

// Components come and go by pull requests.
const KEEP_MS = 60_000;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
];

async function partsOf(
  catalog: CatalogApi,
  kind: string,
  wholes: string[],
): Promise<Entity[]> {
  if (wholes.length === 0) {
    return [];
  }
  const { items } = await catalog.getEntities({
    filter: { kind, 'relations.partOf': wholes },
    fields: FIELDS,
  });
  return items;
}

/** The components of a system, or of all systems of a domain. */
async function findComponents(catalog: CatalogApi, entity: Entity) {
  const ref = stringifyEntityRef(entity);
  if (entity.kind.toLowerCase() === 'system') {
    return partsOf(catalog, 'component', [ref]);
  }
  const systems = await partsOf(catalog, 'system', [ref]);
  return partsOf(catalog, 'component', systems.map(stringifyEntityRef));
}

/** The components of a system or a domain, as far as the viewer may see them. */
export function useRelatedComponents(entity: Entity) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: queryKeys.related(stringifyEntityRef(entity)),
    staleTime: KEEP_MS,
    queryFn: () => findComponents(catalog, entity),
  });
}
