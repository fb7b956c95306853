import { GateStatus, Mode } from '@internal/plugin-sonarqube-insights-common';
import { RelativeTime, SortableColumn } from '@internal/portal-react';
import { mainRows, measureOf, MetricRow, modeOf } from '../../words/metricRows';
import { GateBadge } from '../GateBadge';
import { MetricValue } from '../MetricValue';
import { ComponentLink } from './ComponentLink';
import type { RelatedRow } from './relatedRows';

// What needs looking at comes first.
const GATE_ORDER: Record<GateStatus, number> = {
  ERROR: 0,
  WARN: 1,
  NONE: 2,
  OK: 3,
};

/** In the words of the other mode, a component counts something else in the same place. */
function rowIn(row: RelatedRow, index: number): MetricRow | undefined {
  return row.summary && mainRows(modeOf(row.summary))[index];
}

function metricColumn(
  { title, overall }: MetricRow,
  index: number,
): SortableColumn<RelatedRow> {
  return {
    id: overall,
    title,
    sortValue: row => {
      const own = rowIn(row, index);
      return own && measureOf(row.summary!, own.overall);
    },
    cell: row => {
      const own = rowIn(row, index);
      return (
        own && (
          <>
            <MetricValue
              title={`${own.title} of ${row.title}`}
              unit={own.unit}
              value={measureOf(row.summary!, own.overall)}
              rating={measureOf(row.summary!, own.rating)}
              url={own.url(row.summary!.project, {}, false)}
            />
            {own.title !== title && <div>{own.title}</div>}
          </>
        )
      );
    },
  };
}

/** The columns of the table, in the words of a mode. */
export function relatedColumns(mode: Mode): SortableColumn<RelatedRow>[] {
  return [
    {
      id: 'component',
      title: 'Component',
      sortValue: ({ title }) => title,
      cell: row => <ComponentLink row={row} />,
    },
    {
      id: 'gate',
      title: 'Quality gate',
      sortValue: ({ summary }) =>
        summary?.analysedAt && GATE_ORDER[summary.gateStatus],
      cell: ({ summary }) =>
        summary && <GateBadge status={summary.gateStatus} variant="plain" />,
    },
    ...mainRows(mode).map(metricColumn),
    {
      id: 'analysed',
      title: 'Analysed',
      sortValue: ({ summary }) => summary?.analysedAt,
      cell: ({ summary }) =>
        summary?.analysedAt && <RelativeTime iso={summary.analysedAt} />,
    },
  ];
}
