import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';

/** Ref of the entity whose page is shown. */
export function useEntityRef(): string {
  const { entity } = useEntity();
  return stringifyEntityRef(entity);
}
