import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { CatalogEntry, entryFields, toCatalogEntry } from './catalogEntry';
import { Me } from './useMe';

/** Far above the number of systems of a company whose page can list them all. */
const LIMIT = 100;

/** All domains and systems, by name. */
export function useSystems(me: Me) {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['home', me.userEntityRef, 'systems'],
    queryFn: async (): Promise<CatalogEntry[]> => {
      const { items } = await catalogApi.queryEntities({
        filter: { kind: ['domain', 'system'] },
        fields: entryFields,
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: LIMIT,
      });
      return items.map(toCatalogEntry);
    },
  });
}
