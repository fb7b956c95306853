import { Skeleton } from '@backstage/ui';
import {
  Slo,
  SloHistoryResponse,
  SloHistoryWindow,
  sloHistoryWindows,
} from '@internal/plugin-datadog-common';
import {
  ChoiceToggle,
  EmptyNote,
  TimeChart,
  useViewParam,
} from '@internal/portal-react';
import { useSloHistory } from '../../hooks';
import { formatPercent } from '../../words/format';
import { sloScale } from '../../words/sloScale';
import { DatadogPanel } from '../DatadogPanel';
import styles from './DatadogTab.module.css';

const DEFAULT: SloHistoryWindow = '30d';
const WINDOW_WORDS: Record<SloHistoryWindow, string> = {
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};
const REACHED = {
  id: 'sli',
  label: 'reached',
  colour: 'var(--bui-accent-bg)',
};
const TARGET = {
  id: 'target',
  label: 'target',
  colour: 'var(--bui-fg-warning)',
};

function Chart(props: {
  title: string;
  history: SloHistoryResponse;
  type: Slo['type'];
}) {
  const { title, history, type } = props;
  const { points, target } = history;
  // What a monitor says holds until it says something else.
  const reached =
    type === 'monitor' ? { ...REACHED, shape: 'step' as const } : REACHED;
  return (
    <TimeChart
      title={title}
      series={target === undefined ? [reached] : [reached, TARGET]}
      points={points.map(({ at, value }) => ({
        at,
        values: { sli: value, target },
      }))}
      format={formatPercent}
      range={sloScale([...points.map(({ value }) => value), target ?? 100])}
    />
  );
}

/** How an SLO went over the last days. */
export function SloHistory(props: {
  slo: Slo;
  entityRef: string;
  environment: string;
}) {
  const { slo, entityRef, environment } = props;
  const [chosen, change] = useViewParam('window', sloHistoryWindows);
  const window = chosen ?? DEFAULT;
  const query = useSloHistory(entityRef, slo.id, { environment, window });
  return (
    <div className={styles.history}>
      <ChoiceToggle
        label={`How far back ${slo.name} is shown`}
        options={sloHistoryWindows.map(id => ({
          id,
          label: WINDOW_WORDS[id],
        }))}
        value={window}
        onChange={next =>
          change(next === DEFAULT ? undefined : next, { replace: true })
        }
      />
      <DatadogPanel
        query={query}
        label="history"
        skeleton={<Skeleton width="100%" height={220} />}
        isEmpty={({ points }) => points.length === 0}
        empty={
          <EmptyNote title="Nothing was measured in these days">
            Choose a longer time above.
          </EmptyNote>
        }
      >
        {history => (
          <Chart
            title={`${slo.name}, last ${WINDOW_WORDS[history.window]}`}
            history={history}
            type={slo.type}
          />
        )}
      </DatadogPanel>
    </div>
  );
}
