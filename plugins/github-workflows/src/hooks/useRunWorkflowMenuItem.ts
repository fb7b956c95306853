import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { catalogEntityRouteRef, WORKFLOWS_TAB_PATH } from '../routes';
import { CHOOSE_WORKFLOW } from './useTabState';

/** The item of an entity's menu that leads to the choice of a workflow to run. */
export function useRunWorkflowMenuItem() {
  const { kind, metadata } = useEntity().entity;
  const entityLink = useRouteRef(catalogEntityRouteRef);
  const page = entityLink?.({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
  });
  return {
    title: 'Run workflow…',
    href: `${page ?? ''}/${WORKFLOWS_TAB_PATH}?dispatch=${CHOOSE_WORKFLOW}`,
    disabled: page === undefined,
  };
}
