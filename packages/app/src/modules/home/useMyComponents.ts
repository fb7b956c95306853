import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { CatalogEntry, entryFields, toCatalogEntry } from './catalogEntry';
import { Me } from './useMe';

/** More than a person can mean by "mine"; the catalog page shows the rest. */
const LIMIT = 50;

/** The components that a person or one of the person's teams owns, by name. */
export function useMyComponents(me: Me) {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['home', me.userEntityRef, 'my-components'],
    queryFn: async (): Promise<CatalogEntry[]> => {
      const { items } = await catalogApi.queryEntities({
        filter: {
          kind: 'component',
          [`relations.${RELATION_OWNED_BY}`]: me.ownershipEntityRefs,
        },
        fields: entryFields,
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: LIMIT,
      });
      return items.map(toCatalogEntry);
    },
  });
}
