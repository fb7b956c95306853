import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { catalogEntityRouteRef, WORKFLOWS_TAB_PATH } from '../routes';

/**
 * Path of a run's page, or of the tab where the run isn't known. The tab's own route can't be
 * used: outside of an entity's page nothing says which entity it belongs to.
 */
export function useRunPath(
  entityRef: string,
  runId: number | undefined,
): string | undefined {
  const entityLink = useRouteRef(catalogEntityRouteRef);
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const entity = entityLink?.({ kind, namespace, name });
  const run = runId === undefined ? '' : `/runs/${runId}`;
  return entity && `${entity}/${WORKFLOWS_TAB_PATH}${run}`;
}
