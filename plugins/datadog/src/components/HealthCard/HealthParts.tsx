import type {
  IncidentSummary,
  MonitorCounts,
  MonitorSummary,
  SloSummary,
} from '@internal/plugin-datadog-common';
import { StatusBadge } from '@internal/portal-react';
import { counted } from '../../words/format';
import { HEALTH_LOOKS, SLO_LOOKS } from '../../words/states';
import { ErrorBudget } from '../ErrorBudget';
import { HealthBadge } from '../HealthBadge';
import { OutLink } from '../OutLink';
import styles from './HealthCard.module.css';

/** How many monitors are in which state, such as `1 alert, 11 OK; 2 muted`. */
function countsInWords(counts: MonitorCounts): string {
  const states: [number, string][] = [
    [counts.alert, 'in alert'],
    [counts.warn, 'warn'],
    [counts.noData, 'without data'],
    [counts.ok, 'OK'],
    [counts.other, 'in another state'],
  ];
  const parts = states
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`);
  const muted = counts.muted > 0 ? `; ${counts.muted} muted` : '';
  return `${counted(counts.total, 'monitor')}: ${parts.join(', ')}${muted}`;
}

/** The worst of the monitors, and how many are how. */
export function Monitors(props: { monitors: MonitorSummary }) {
  const { health, counts } = props.monitors;
  if (counts.total === 0) {
    return (
      <span className={styles.note}>
        Datadog has no monitors with these tags in this environment.
      </span>
    );
  }
  return (
    <>
      <span className={styles.line}>
        <HealthBadge health={health} />
        {health.muted && health.unmutedState !== 'None' && (
          <span className={styles.note}>
            Without what is muted: {HEALTH_LOOKS[health.unmutedState].label}
          </span>
        )}
      </span>
      <span className={styles.note}>{countsInWords(counts)}</span>
    </>
  );
}

function slosInWords({ total, breached, warning }: SloSummary): string {
  const parts = [
    ...(breached > 0 ? [`${breached} breached`] : []),
    ...(warning > 0 ? [`${warning} at risk`] : []),
  ];
  return parts.length > 0
    ? `${counted(total, 'SLO')}: ${parts.join(', ')}`
    : `${counted(total, 'SLO')}, none breached or at risk`;
}

/** How many SLOs are in trouble, and the one with the least error budget. */
export function Slos(props: { slos: SloSummary }) {
  const { slos } = props;
  const { worst } = slos;
  return slos.total === 0 ? (
    <span className={styles.note}>
      Datadog has no SLOs with this tag in this environment.
    </span>
  ) : (
    <>
      <span>{slosInWords(slos)}</span>
      {worst && (
        <>
          <span className={styles.line}>
            <StatusBadge {...SLO_LOOKS[worst.status.state]} variant="plain" />
            <OutLink href={worst.url}>{worst.name}</OutLink>
            <span className={styles.note}>over {worst.status.timeframe}</span>
          </span>
          <ErrorBudget
            remaining={worst.status.errorBudgetRemaining}
            state={worst.status.state}
          />
        </>
      )}
    </>
  );
}

/** The incidents in progress, the gravest first. */
export function Incidents(props: { incidents: IncidentSummary }) {
  const { total, gravest } = props.incidents;
  if (total === 0) {
    return (
      <StatusBadge tone="success" label="None in progress" variant="plain" />
    );
  }
  return (
    <>
      <ul className={styles.incidents}>
        {gravest.map(({ id, publicId, severity, title, url }) => (
          <li key={id} className={styles.line}>
            <StatusBadge tone="failure" label={severity} />
            <OutLink href={url}>
              #{publicId} {title}
            </OutLink>
          </li>
        ))}
      </ul>
      {total > gravest.length && (
        <span className={styles.note}>
          and {total - gravest.length} more in progress
        </span>
      )}
    </>
  );
}
