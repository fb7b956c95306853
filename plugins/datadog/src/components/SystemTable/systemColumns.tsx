import type { Part, SloSummary } from '@internal/plugin-datadog-common';
import { SortableColumn, StatusBadge } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { problemTitle } from '../../api';
import { counted } from '../../words/format';
import { HEALTH_ORDER } from '../../words/states';
import { ErrorBudget } from '../ErrorBudget';
import { HealthBadge } from '../HealthBadge';
import { ComponentLink } from './ComponentLink';
import styles from './SystemTable.module.css';
import { SystemRow, valueOf } from './systemRows';

/** A part in a cell: its value, that it alone failed, or a dash where nothing names it. */
function cellOf<T>(
  part: Part<T> | undefined,
  children: (value: T) => ReactNode,
): ReactNode {
  if (part?.outcome === 'answered') {
    return children(part.value);
  }
  return part?.outcome === 'failed' ? (
    <StatusBadge
      tone="warning"
      label={problemTitle(part.problem.code) ?? 'Can’t be seen'}
      variant="plain"
    />
  ) : (
    '–'
  );
}

function Slos(props: { slos: SloSummary }) {
  const { total, breached, worst } = props.slos;
  if (total === 0) {
    return <>None</>;
  }
  return (
    <div className={styles.slos}>
      <span>
        {counted(total, 'SLO')}
        {breached > 0 && `, ${breached} breached`}
      </span>
      {worst && (
        <ErrorBudget
          remaining={worst.status.errorBudgetRemaining}
          state={worst.status.state}
        />
      )}
    </div>
  );
}

const numberColumn = (
  id: 'alert' | 'warn' | 'noData',
  title: string,
): SortableColumn<SystemRow> => ({
  id,
  title,
  isNumber: true,
  sortValue: ({ summary }) => valueOf(summary?.monitors)?.counts[id],
  cell: ({ summary }) => valueOf(summary?.monitors)?.counts[id] ?? '–',
});

/** The columns of the table. */
export const systemColumns: SortableColumn<SystemRow>[] = [
  {
    id: 'component',
    title: 'Component',
    sortValue: ({ title }) => title,
    cell: row => <ComponentLink row={row} />,
  },
  {
    id: 'health',
    title: 'Health',
    sortValue: ({ summary }) => {
      const health = valueOf(summary?.monitors)?.health;
      // What is muted somebody knows of, so it comes after what nobody does.
      return health && HEALTH_ORDER[health.state] + (health.muted ? 0.5 : 0);
    },
    cell: ({ summary }) =>
      cellOf(summary?.monitors, ({ health }) => (
        <HealthBadge health={health} variant="plain" />
      )),
  },
  numberColumn('alert', 'Alert'),
  numberColumn('warn', 'Warn'),
  numberColumn('noData', 'No data'),
  {
    id: 'slos',
    title: 'SLOs',
    sortValue: ({ summary }) =>
      valueOf(summary?.slos)?.worst?.status.errorBudgetRemaining,
    cell: ({ summary }) => cellOf(summary?.slos, slos => <Slos slos={slos} />),
  },
  {
    id: 'incidents',
    title: 'Incidents',
    isNumber: true,
    sortValue: ({ summary }) => valueOf(summary?.incidents)?.total,
    cell: ({ summary }) => cellOf(summary?.incidents, ({ total }) => total),
  },
];
