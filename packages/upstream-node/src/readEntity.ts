import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { codedError } from './errors';

/**
 * Reads an entity as the caller sees it. One that is absent and one that the caller can't see
 * are the same answer, so that nobody learns of the second.
 *
 * @throws NotFoundError with code `entity_not_found`
 */
export async function readEntity(
  catalog: CatalogService,
  ref: CompoundEntityRef,
  credentials: BackstageCredentials,
): Promise<Entity> {
  const entityRef = stringifyEntityRef(ref);
  const entity = await catalog.getEntityByRef(entityRef, { credentials });
  if (!entity) {
    throw codedError(NotFoundError, {
      code: 'entity_not_found',
      message: `The catalog has no ${entityRef} that you can see.`,
      remedy: 'Check the address, or find the component in the catalog.',
    });
  }
  return entity;
}
