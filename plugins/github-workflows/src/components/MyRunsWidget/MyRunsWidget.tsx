import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useMyDispatches, useRunSignals } from '../../hooks';
import { DispatchRow } from '../DispatchRow';
import styles from './MyRunsWidget.module.css';

const SHOWN = 6;

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
