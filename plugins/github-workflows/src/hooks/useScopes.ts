import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from './queryKeys';

/** A System or a group by which repositories can be narrowed down. */
export interface Scope {
  kind: 'System' | 'Group';
  id: string;
  label: string;
}

const KEEP_MS = 300_000;

/** The Systems and groups of the catalog that the viewer may see, by their names. */
export function useScopes() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: queryKeys.scopes(),
    staleTime: KEEP_MS,
    queryFn: async (): Promise<Scope[]> => {
      const { items } = await catalog.getEntities({
        filter: { kind: ['System', 'Group'] },
        fields: ['kind', 'metadata'],
      });
      return items
        .map(entity => ({
          kind: entity.kind as Scope['kind'],
          id: stringifyEntityRef(entity),
          label: entity.metadata.title ?? entity.metadata.name,
        }))
        .sort((a, b) => a.label.localeCompare(b.label));
    },
  });
}
