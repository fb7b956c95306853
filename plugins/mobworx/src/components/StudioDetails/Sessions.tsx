import type { StudioSession } from '@internal/plugin-mobworx-common';
import { RelativeTime, StatusBadge, StatusTone } from '@internal/portal-react';
import { CapacityBar } from '../CapacityBar';
import { Column, DetailTable } from '../DetailTable';
import styles from './StudioDetails.module.css';

const STATES: Record<
  StudioSession['state'],
  { tone: StatusTone; label: string }
> = {
  starting: { tone: 'running', label: 'Starting' },
  live: { tone: 'success', label: 'Live' },
  stopping: { tone: 'waiting', label: 'Stopping' },
  stopped: { tone: 'neutral', label: 'Stopped' },
  failed: { tone: 'failure', label: 'Failed' },
  unknown: { tone: 'neutral', label: 'Unknown' },
};

const columns: Column<StudioSession>[] = [
  {
    title: 'Room',
    cell: ({ roomId, id, layout }) => (
      <>
        {roomId}
        <div className={styles.small}>
          {layout} · <code>{id}</code>
        </div>
      </>
    ),
  },
  { title: 'State', cell: ({ state }) => <StatusBadge {...STATES[state]} /> },
  {
    title: 'Destinations',
    cell: ({ destinations }) =>
      destinations.length === 0 ? (
        'none'
      ) : (
        <ul className={styles.list}>
          {destinations.map((destination, index) => (
            // Two may be the same but for the key, which isn't shown.
            // eslint-disable-next-line react/no-array-index-key
            <li key={index}>{destination}</li>
          ))}
        </ul>
      ),
  },
  {
    title: 'Since',
    cell: ({ startedAt }) => <RelativeTime iso={startedAt} />,
  },
  {
    title: 'Load',
    cell: ({ cpu }) => (
      <div className={styles.load}>
        <CapacityBar used={cpu} capacity={100} />
        {Math.round(cpu)} %
      </div>
    ),
  },
];

/** The sessions that there are; destinations without the keys of their streams. */
export function Sessions(props: { sessions: StudioSession[] }) {
  return (
    <DetailTable
      label="Studio sessions"
      columns={columns}
      rows={props.sessions}
      keyOf={({ id }) => id}
    />
  );
}
