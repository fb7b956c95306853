import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Dispatch } from '@internal/plugin-github-workflows-common';
import {
  AsyncPanel,
  EmptyNote,
  RelativeTime,
  StatusBadge,
} from '@internal/portal-react';
import { useMyDispatches, useRunSignals } from '../../hooks';
import { catalogEntityRouteRef, WORKFLOWS_TAB_PATH } from '../../routes';
import { describeDispatch } from '../RunStatus';
import styles from './MyRunsWidget.module.css';

const SHOWN = 6;

/**
 * Path of the run's page, or of the tab where the run isn't known. The tab's own route can't be
 * used: outside of an entity's page nothing says which entity it belongs to.
 */
function useDispatchPath(dispatch: Dispatch): string | undefined {
  const entityLink = useRouteRef(catalogEntityRouteRef);
  const { kind, namespace, name } = parseEntityRef(dispatch.entityRef);
  const entity = entityLink?.({ kind, namespace, name });
  const run = dispatch.runId === undefined ? '' : `/runs/${dispatch.runId}`;
  return entity && `${entity}/${WORKFLOWS_TAB_PATH}${run}`;
}

function DispatchRow(props: { dispatch: Dispatch }) {
  const { dispatch } = props;
  const path = useDispatchPath(dispatch);
  const name = parseEntityRef(dispatch.entityRef).name;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        {path ? (
          <Link href={path} weight="bold">
            {dispatch.workflowFile} of {name}
          </Link>
        ) : (
          <Text weight="bold">
            {dispatch.workflowFile} of {name}
          </Text>
        )}
        <Text as="div" variant="body-small" color="secondary">
          {dispatch.refType} {dispatch.ref},{' '}
          <RelativeTime iso={dispatch.requestedAt} />
        </Text>
      </div>
      <StatusBadge {...describeDispatch(dispatch)} />
    </li>
  );
}

/** What the viewer has lately run through the portal, for the home page. */
export function MyRunsWidget() {
  useRunSignals();
  const dispatches = useMyDispatches(SHOWN);
  return (
    <AsyncPanel
      query={dispatches}
      label="my recent runs"
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyNote title="You have run nothing through the portal yet">
          Open a component in the catalog and choose <em>Workflows</em>.
        </EmptyNote>
      }
    >
      {({ items }) => (
        <ul className={styles.list}>
          {items.map(dispatch => (
            <DispatchRow key={dispatch.id} dispatch={dispatch} />
          ))}
        </ul>
      )}
    </AsyncPanel>
  );
}
