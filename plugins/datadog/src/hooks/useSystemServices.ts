import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
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

/** The components of a system, as far as the viewer may see them. */
export function useSystemServices(system: Entity) {
  const catalog = useApi(catalogApiRef);
  const systemRef = stringifyEntityRef(system);
  return useQuery({
    queryKey: queryKeys.services(systemRef),
    staleTime: KEEP_MS,
    queryFn: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'component', 'relations.partOf': systemRef },
        fields: FIELDS,
      });
      return items;
    },
  });
}
