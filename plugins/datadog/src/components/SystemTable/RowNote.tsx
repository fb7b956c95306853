import { SERVICE_NAME_ANNOTATION } from '@internal/plugin-datadog-common';
import { StatusBadge } from '@internal/portal-react';
import { problemTitle, remedyOf } from '../../api';
import styles from './SystemTable.module.css';
import type { SystemRow } from './systemRows';

/** Why a component has no numbers, and what would change that. */
export function RowNote(props: { row: SystemRow }) {
  const { problem, isNamed } = props.row;
  if (problem) {
    return (
      <div className={styles.problem}>
        <StatusBadge
          tone="warning"
          label={problemTitle(problem.code) ?? 'Datadog can’t be shown'}
          variant="plain"
        />
        <span>{problem.message}</span>
        <span>{remedyOf(problem)}</span>
      </div>
    );
  }
  return (
    <span className={styles.note}>
      {isNamed ? (
        'The portal got no answer about this component.'
      ) : (
        <>
          Not in Datadog: its file in the catalog has no annotation{' '}
          <code>{SERVICE_NAME_ANNOTATION}</code>.
        </>
      )}
    </span>
  );
}
