import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { MOBWORX_SERVICE_ANNOTATION } from '@internal/plugin-mobworx-common';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from './queryKeys';

const KEEP_MS = 60_000;

/** The entities from which the system map is computed, as far as the viewer may see them. */
export function useMapEntities() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: queryKeys.entities(),
    staleTime: KEEP_MS,
    queryFn: async () => {
      const { items } = await catalog.getEntities({
        filter: [
          {
            kind: 'component',
            [`metadata.annotations.${MOBWORX_SERVICE_ANNOTATION}`]:
              CATALOG_FILTER_EXISTS,
          },
          {
            kind: 'component',
            'relations.consumesApi': CATALOG_FILTER_EXISTS,
          },
          { kind: 'system' },
        ],
        fields: ['kind', 'metadata', 'relations'],
      });
      return items;
    },
  });
}
