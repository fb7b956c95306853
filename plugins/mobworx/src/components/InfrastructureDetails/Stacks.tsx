import type { Stack } from '@internal/plugin-mobworx-common';
import { RelativeTime, StatusBadge } from '@internal/portal-react';
import { Column, DetailTable } from '../DetailTable';
import styles from './InfrastructureDetails.module.css';

const columns: Column<Stack>[] = [
  { title: 'Stack', cell: ({ name }) => name },
  {
    title: 'State',
    cell: ({ state, healthy, reason }) => (
      <>
        <StatusBadge tone={healthy ? 'success' : 'failure'} label={state} />
        {reason && <div className={styles.small}>{reason}</div>}
      </>
    ),
  },
  {
    title: 'Version',
    cell: ({ version, commit }) => (
      <>
        {version}
        {commit && (
          <div className={styles.small}>
            <code title={commit}>{commit.slice(0, 7)}</code>
          </div>
        )}
      </>
    ),
  },
  {
    title: 'Changed',
    cell: ({ updatedAt }) => updatedAt && <RelativeTime iso={updatedAt} />,
  },
];

/** The stacks of CloudFormation, those in trouble first. */
export function Stacks(props: { stacks: Stack[] }) {
  return (
    <DetailTable
      label="Stacks of CloudFormation"
      columns={columns}
      rows={[...props.stacks].sort(
        (a, b) => Number(a.healthy) - Number(b.healthy),
      )}
      keyOf={({ name }) => name}
    />
  );
}
