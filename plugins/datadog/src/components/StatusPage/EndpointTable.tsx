import type {
  EndpointName,
  EndpointStatus,
} from '@internal/plugin-datadog-common';
import {
  formatExactTime,
  ScrollTable,
  Section,
  StatusBadge,
  StatusTone,
} from '@internal/portal-react';
import { problemTitle, remedyOf } from '../../api';
import styles from './StatusPage.module.css';

const NAMES: Record<EndpointName, string> = {
  monitors: 'Monitors',
  slos: 'SLOs',
  slo_history: 'History of SLOs',
  incidents: 'Incidents',
  events: 'Events',
  dashboards: 'Dashboards',
  dependencies: 'Dependencies',
  signals: 'Golden signals',
};

const ACCESS: Record<
  EndpointStatus['access'],
  { tone: StatusTone; label: string }
> = {
  allowed: { tone: 'success', label: 'Allowed' },
  refused: { tone: 'failure', label: 'Refused' },
  unknown: { tone: 'neutral', label: 'Not asked yet' },
};

// Below it a limit is nearly used up.
const LOW = 0.25;

function Budget(props: { endpoint: EndpointStatus }) {
  const { rate, pausedUntil } = props.endpoint;
  if (pausedUntil) {
    return (
      <StatusBadge
        tone="failure"
        label={`Nothing is sent until ${formatExactTime(pausedUntil)}`}
        variant="plain"
      />
    );
  }
  if (!rate) {
    return <>Not told yet</>;
  }
  const { remaining, limit, periodSeconds, resetsAt, name } = rate;
  return (
    <div className={styles.cell}>
      <StatusBadge
        tone={remaining < LOW * limit ? 'warning' : 'success'}
        label={`${remaining} of ${limit} calls left`}
        variant="plain"
      />
      <span className={styles.note}>
        in {periodSeconds} s, anew at {formatExactTime(resetsAt)}
        {name && ` (${name})`}
      </span>
    </div>
  );
}

function Row(props: { endpoint: EndpointStatus }) {
  const { endpoint } = props;
  const { name, scope, access, problem, calls, failures } = endpoint;
  return (
    <tr>
      <th scope="row">{NAMES[name]}</th>
      <td>
        <code>{scope}</code>
      </td>
      <td>
        <div className={styles.cell}>
          <StatusBadge {...ACCESS[access]} variant="plain" />
          {problem && (
            <span className={styles.note}>
              {problemTitle(problem.code) ?? 'It can’t be asked'}:{' '}
              {problem.message} {remedyOf(problem)}
            </span>
          )}
        </div>
      </td>
      <td>
        <Budget endpoint={endpoint} />
      </td>
      <td data-number>{calls}</td>
      <td data-number>{failures}</td>
    </tr>
  );
}

/** What the portal asks Datadog for: whether it may, and how many calls are left. */
export function EndpointTable(props: { endpoints: EndpointStatus[] }) {
  const label = 'What the portal asks for';
  return (
    <Section title={label}>
      <ScrollTable label={`${label}: scopes and rate limits`}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Scope</th>
            <th scope="col">Access</th>
            <th scope="col">Rate limit</th>
            <th scope="col" data-number>
              Calls
            </th>
            <th scope="col" data-number>
              Failed
            </th>
          </tr>
        </thead>
        <tbody>
          {props.endpoints.map(endpoint => (
            <Row key={endpoint.name} endpoint={endpoint} />
          ))}
        </tbody>
      </ScrollTable>
    </Section>
  );
}
