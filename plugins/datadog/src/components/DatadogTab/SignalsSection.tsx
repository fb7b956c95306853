import { Skeleton } from '@backstage/ui';
import type { Period, SignalsResponse } from '@internal/plugin-datadog-common';
import { EmptyNote, Section, TimeChart } from '@internal/portal-react';
import { useSignals } from '../../hooks';
import { formatLatency, formatRate } from '../../words/format';
import { withGaps } from '../../words/withGaps';
import { DatadogPanel } from '../DatadogPanel';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';
import { PERIOD_WORDS } from './usePeriod';

const SIGNALS = [
  {
    id: 'requests',
    title: 'Requests',
    label: 'a second',
    colour: 'var(--bui-accent-bg)',
    format: formatRate,
  },
  {
    id: 'errors',
    title: 'Errors',
    label: 'a second',
    colour: 'var(--bui-negative-fg-subdued)',
    format: formatRate,
  },
  {
    id: 'p95',
    title: 'Latency',
    label: 'p95: 95 of 100 requests are faster',
    colour: 'var(--bui-fg-warning)',
    format: formatLatency,
  },
] as const;

function Charts(props: { signals: SignalsResponse }) {
  const { signals } = props;
  return (
    <>
      <div className={styles.charts}>
        {SIGNALS.map(({ id, title, label, colour, format }) => (
          <TimeChart
            key={id}
            title={`${title}, last ${PERIOD_WORDS[signals.period]}`}
            series={[{ id, label, colour }]}
            points={withGaps(signals[id], id, signals.intervalSeconds)}
            format={format}
          />
        ))}
      </div>
      <p className={styles.note}>
        <OutLink href={signals.url}>{signals.service} in Datadog</OutLink>
      </p>
    </>
  );
}

/** Requests, errors and latency of the service, drawn and as tables. */
export function SignalsSection(props: {
  entityRef: string;
  environment: string;
  period: Period;
}) {
  const { entityRef, environment, period } = props;
  const query = useSignals(entityRef, { environment, period });
  return (
    <Section title="Golden signals">
      <DatadogPanel
        query={query}
        label="golden signals"
        skeleton={<Skeleton width="100%" height={220} />}
        isEmpty={({ requests, errors, p95 }) =>
          requests.length + errors.length + p95.length === 0
        }
        empty={
          <EmptyNote title="Datadog has measured nothing in this time">
            The service isn’t traced in this environment, or nobody has called
            it. Choose a longer time above, or look whether its deployment sets{' '}
            <code>DD_SERVICE</code> and <code>DD_ENV</code>.
          </EmptyNote>
        }
      >
        {signals => <Charts signals={signals} />}
      </DatadogPanel>
    </Section>
  );
}
