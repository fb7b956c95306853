import {
  compareMonitorStates,
  Monitor,
  monitorStateSchema,
  Muting,
} from '@internal/plugin-datadog-common';
import {
  formatExactTime,
  RelativeTime,
  SortableColumn,
  StatusBadge,
} from '@internal/portal-react';
import { RiVolumeMuteLine } from '@remixicon/react';
import { counted } from '../../words/format';
import { MONITOR_LOOKS } from '../../words/states';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';

const WORST_FIRST = [...monitorStateSchema.options].sort(compareMonitorStates);

function MutingNote(props: { muting: Muting }) {
  const { until, partly, scopes } = props.muting;
  return (
    <span className={styles.note}>
      <StatusBadge
        tone="neutral"
        icon={RiVolumeMuteLine}
        label={partly ? 'Partly muted' : 'Muted'}
        variant="plain"
      />{' '}
      {scopes.join(', ')}
      {until ? ` until ${formatExactTime(until)}` : ' without an end'}
    </span>
  );
}

function MonitorCell(props: { monitor: Monitor }) {
  const { name, url, type, query, muting } = props.monitor;
  return (
    <div className={styles.cell}>
      <OutLink href={url}>{name}</OutLink>
      {muting && <MutingNote muting={muting} />}
      <details className={styles.note}>
        <summary>What it watches: {type}</summary>
        <code className={styles.query}>{query}</code>
      </details>
    </div>
  );
}

function StateCell(props: { monitor: Monitor }) {
  const { state, stateSince, groups, troubledGroups } = props.monitor;
  return (
    <div className={styles.cell}>
      <StatusBadge {...MONITOR_LOOKS[state]} variant="plain" />
      {stateSince && (
        <span className={styles.note}>
          since <RelativeTime iso={stateSince} />
        </span>
      )}
      {groups.length > 0 && (
        <details className={styles.note}>
          <summary>{counted(troubledGroups, 'group')} not OK</summary>
          <ul className={styles.groups}>
            {groups.map(group => (
              <li key={group.name}>
                {group.name}: {MONITOR_LOOKS[group.state].label}
              </li>
            ))}
            {troubledGroups > groups.length && (
              <li>and {troubledGroups - groups.length} more</li>
            )}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The columns of the table of monitors. */
export const monitorColumns: SortableColumn<Monitor>[] = [
  {
    id: 'monitor',
    title: 'Monitor',
    sortValue: ({ name }) => name,
    cell: monitor => <MonitorCell monitor={monitor} />,
  },
  {
    id: 'state',
    title: 'State',
    sortValue: ({ state }) => WORST_FIRST.indexOf(state),
    cell: monitor => <StateCell monitor={monitor} />,
  },
  {
    id: 'priority',
    title: 'Priority',
    sortValue: ({ priority }) => priority,
    cell: ({ priority }) => priority && `P${priority}`,
  },
];
