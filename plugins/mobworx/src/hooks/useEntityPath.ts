import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { catalogEntityRouteRef } from '../routes';

/** Makes paths of the pages of entities; there are none where the catalog has no pages. */
export function useEntityPath(): (entityRef: string) => string | undefined {
  const entityLink = useRouteRef(catalogEntityRouteRef);
  return useCallback(
    entityRef => {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      return entityLink?.({ kind, namespace, name });
    },
    [entityLink],
  );
}
