import { Text } from '@backstage/ui';
import {
  HistoryResponse,
  HistoryWindow,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import {
  AsyncPanel,
  ChoiceToggle,
  EmptyNote,
  RelativeTime,
  Section,
  TimeChart,
} from '@internal/portal-react';
import { useHistory } from '../../hooks';
import { ServiceStatus } from '../ServiceStatus';
import styles from './ServicePage.module.css';
import { useWindow } from './useWindow';

const WINDOWS = [
  { id: '1h', label: '1 hour' },
  { id: '24h', label: '24 hours' },
  { id: '7d', label: '7 days' },
  { id: '90d', label: '90 days' },
] as const satisfies { id: HistoryWindow; label: string }[];

const LATENCY = [
  { id: 'p50', label: 'p50', colour: 'var(--bui-accent-bg)' },
  { id: 'p95', label: 'p95', colour: 'var(--bui-fg-warning)' },
];
const UPTIME = [
  {
    id: 'uptime',
    label: 'reached',
    colour: 'var(--bui-positive-bg)',
    shape: 'step' as const,
  },
];

function Charts(props: { history: HistoryResponse; span: string }) {
  const { history, span } = props;
  return (
    <div className={styles.charts}>
      <TimeChart
        title={`Latency, last ${span}`}
        series={LATENCY}
        points={history.buckets.map(({ at, latencyMs }) => ({
          at,
          values: { ...latencyMs },
        }))}
        format={value => `${Math.round(value)} ms`}
      />
      <TimeChart
        title={`Uptime, last ${span}`}
        series={UPTIME}
        points={history.buckets.map(({ at, uptime }) => ({
          at,
          values: { uptime: uptime === undefined ? undefined : uptime * 100 },
        }))}
        format={value => `${Math.floor(value * 10) / 10} %`}
        range={[0, 100]}
      />
    </div>
  );
}

function Changes(props: { changes: HistoryResponse['changes'] }) {
  const { changes } = props;
  return (
    <>
      <h4 className={styles.subheading}>Changes</h4>
      {changes.length === 0 ? (
        <Text as="p" color="secondary">
          It was in the same status all the time.
        </Text>
      ) : (
        <ol className={styles.changes}>
          {changes.map(({ at, status, problem }) => (
            <li key={at}>
              <ServiceStatus status={status} />
              <RelativeTime iso={at} />
              {problem && <span>{problem.message}</span>}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** How a service was over a window that is chosen in the URL, drawn, as tables and by its changes. */
export function HistorySection(props: {
  environment: string;
  service: ServiceId;
}) {
  const { environment, service } = props;
  const [window, setWindow] = useWindow();
  const history = useHistory(environment, service, window);
  return (
    <Section
      title="History"
      action={
        <ChoiceToggle
          label="Window"
          options={WINDOWS}
          value={window}
          onChange={setWindow}
        />
      }
    >
      <AsyncPanel
        query={history}
        label="history"
        isEmpty={({ buckets }) =>
          buckets.every(({ uptime }) => uptime === undefined)
        }
        empty={
          <EmptyNote title="The portal hasn’t looked in this window yet">
            What it sees from now on is kept for 90 days.
          </EmptyNote>
        }
      >
        {answer => (
          <>
            <Charts
              history={answer}
              span={WINDOWS.find(({ id }) => id === answer.window)!.label}
            />
            <Changes changes={answer.changes} />
          </>
        )}
      </AsyncPanel>
    </Section>
  );
}
