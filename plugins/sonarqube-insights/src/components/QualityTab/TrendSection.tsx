import { Skeleton } from '@backstage/ui';
import type {
  CodeQuery,
  HistoryResponse,
  Mode,
} from '@internal/plugin-sonarqube-insights-common';
import { EmptyNote, Section, TimeChart } from '@internal/portal-react';
import { useHistory } from '../../hooks';
import { chartsOf } from '../../words/trendCharts';
import { formatMeasure } from '../../words/formatMeasure';
import { SonarqubePanel } from '../SonarqubePanel';
import styles from './QualityTab.module.css';

function Charts(props: { history: HistoryResponse; mode: Mode }) {
  return (
    <div className={styles.charts}>
      {chartsOf(props.history, props.mode).map(chart => (
        <TimeChart
          key={chart.title}
          title={`${chart.title}, last 30 days`}
          series={chart.series}
          points={chart.points}
          format={value => formatMeasure(value, chart.unit)}
          range={chart.unit === 'percent' ? [0, 100] : undefined}
        />
      ))}
    </div>
  );
}

function BranchTrend(props: {
  entityRef: string;
  branch: string | undefined;
  mode: Mode;
}) {
  const { entityRef, branch, mode } = props;
  const query = useHistory(entityRef, branch);
  return (
    <SonarqubePanel
      query={query}
      label="trend"
      skeleton={<Skeleton width="100%" height={180} />}
      isEmpty={history => chartsOf(history, mode).length === 0}
      empty={
        <EmptyNote title="No analysis in the last 30 days">
          The trend is drawn as soon as the code is analysed again.
        </EmptyNote>
      }
    >
      {history => <Charts history={history} mode={mode} />}
    </SonarqubePanel>
  );
}

/** How the measures went over the last 30 days, drawn and as tables. */
export function TrendSection(props: {
  entityRef: string;
  code: CodeQuery;
  mode: Mode;
}) {
  const { entityRef, code, mode } = props;
  return (
    <Section title="Trend">
      {code.pullRequest ? (
        <EmptyNote title="A pull request has no trend">
          SonarQube keeps the course of branches only. Choose a branch above to
          see it.
        </EmptyNote>
      ) : (
        <BranchTrend entityRef={entityRef} branch={code.branch} mode={mode} />
      )}
    </Section>
  );
}
