import { Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { formatExactTime } from '../time';
import styles from './TimeChart.module.css';

const TimeChartCanvas = lazy(() => import('./TimeChartCanvas'));

/** One line of a chart. */
export interface ChartSeries {
  /** Key of its values in {@link ChartPoint}. */
  id: string;
  label: string;
  /** CSS colour. */
  colour: string;
  /** Stepped where a value holds for its whole stretch. */
  shape?: 'line' | 'step';
}

/** What was measured in one stretch of time. */
export interface ChartPoint {
  /** Start of the stretch, ISO 8601. */
  at: string;
  /** By the ids of the series; absent where nothing was measured. */
  values: Record<string, number | undefined>;
}

/** Props of {@link TimeChart}. */
export interface TimeChartProps {
  /** What is drawn, of what and over which time. */
  title: string;
  series: ChartSeries[];
  /** The oldest first. */
  points: ChartPoint[];
  /** A value with its unit. */
  format: (value: number) => string;
  /** The scale's ends; from zero to the largest value by default. */
  range?: [number, number];
}

function PointsTable(props: TimeChartProps) {
  const { title, series, points, format } = props;
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <caption className={styles.caption}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ at, values }) => (
            <tr key={at}>
              <th scope="row">{formatExactTime(at)}</th>
              {series.map(({ id }) => {
                const value = values[id];
                return (
                  <td key={id}>{value === undefined ? '–' : format(value)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/**
 * Values over time as a drawing, and as a table for whoever would rather read. The library that
 * draws is loaded when the first chart is shown.
 */
export function TimeChart(props: TimeChartProps) {
  const { title, series } = props;
  return (
    <figure className={styles.chart} aria-label={title}>
      <figcaption className={styles.head}>
        <span className={styles.title}>{title}</span>
        <ul className={styles.keys}>
          {series.map(({ id, label, colour }) => (
            <li key={id}>
              <span className={styles.key} style={{ background: colour }} />
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
      {/* What is drawn is in the table, which is read more easily than a drawing is heard. */}
      <div className={styles.canvas} aria-hidden="true">
        <Suspense fallback={<Skeleton width="100%" height={180} />}>
          <TimeChartCanvas {...props} />
        </Suspense>
      </div>
      <details className={styles.details}>
        <summary>{title} as a table</summary>
        <PointsTable {...props} />
      </details>
    </figure>
  );
}
