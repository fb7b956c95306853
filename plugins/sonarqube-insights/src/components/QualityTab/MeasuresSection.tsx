import type { DetailsResponse } from '@internal/plugin-sonarqube-insights-common';
import { ScrollTable, Section } from '@internal/portal-react';
import { allRows, MetricRow } from '../../words/metricRows';
import { MetricValue } from '../MetricValue';
import styles from './QualityTab.module.css';

function Row(props: { row: MetricRow; details: DetailsResponse }) {
  const { row, details } = props;
  const { project, code, overall, newCode } = details;
  const { title, unit } = row;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        <MetricValue
          title={`${title}, all code`}
          unit={unit}
          value={overall[row.overall]}
          rating={row.rating && overall[row.rating]}
          url={row.url(project, code, false)}
        />
      </td>
      <td>
        <MetricValue
          title={`${title}, new code`}
          unit={unit}
          value={row.newCode && newCode[row.newCode]}
          rating={row.newRating && newCode[row.newRating]}
          url={row.url(project, code, true)}
        />
      </td>
    </tr>
  );
}

/** What was measured, of all code and of new code side by side. */
export function MeasuresSection(props: { details: DetailsResponse }) {
  const { details } = props;
  return (
    <Section title="Measures">
      <ScrollTable label="All code and new code" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">All code</th>
            <th scope="col">New code</th>
          </tr>
        </thead>
        <tbody>
          {allRows(details).map(row => (
            <Row key={row.title} row={row} details={details} />
          ))}
        </tbody>
      </ScrollTable>
    </Section>
  );
}
