import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from './queryKeys';

// Systems and teams come and go by pull requests.
const KEEP_MS = 60_000;

const KINDS = ['domain', 'system', 'group'];

/** Something whose design files can be asked for together. */
export interface Whole {
  entityRef: string;
  kind: string;
  title: string;
}

function wholeOf(entity: Entity): Whole {
  const { metadata, kind, spec } = entity;
  const profile = spec?.profile as { displayName?: string } | undefined;
  return {
    entityRef: stringifyEntityRef(entity),
    kind: kind.toLocaleLowerCase('en-US'),
    title: profile?.displayName ?? metadata.title ?? metadata.name,
  };
}

/** The domains, systems and teams of the catalog, by title. */
export function useWholes() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: queryKeys.wholes(),
    staleTime: KEEP_MS,
    queryFn: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: KINDS },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile.displayName',
        ],
      });
      return items
        .map(wholeOf)
        .sort((a, b) => a.title.localeCompare(b.title, 'en'));
    },
  });
}
