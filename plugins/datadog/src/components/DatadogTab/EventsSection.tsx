import { Skeleton } from '@backstage/ui';
import type { DatadogEvent, Period } from '@internal/plugin-datadog-common';
import {
  EmptyNote,
  RelativeTime,
  Section,
  StatusBadge,
  StatusTone,
} from '@internal/portal-react';
import { useEvents } from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';
import { PERIOD_WORDS } from './usePeriod';

const LOOKS: Record<
  DatadogEvent['status'],
  { tone: StatusTone; label: string }
> = {
  error: { tone: 'failure', label: 'Error' },
  warning: { tone: 'warning', label: 'Warning' },
  success: { tone: 'success', label: 'Success' },
  info: { tone: 'neutral', label: 'Info' },
};

function EventRow(props: { event: DatadogEvent }) {
  const { title, message, at, status, source } = props.event;
  return (
    <li className={styles.entry}>
      <StatusBadge {...LOOKS[status]} variant="plain" />
      <div className={styles.cell}>
        <span>{title}</span>
        {message && <span className={styles.message}>{message}</span>}
        <span className={styles.note}>
          <RelativeTime iso={at} />
          {source && `, from ${source}`}
        </span>
      </div>
    </li>
  );
}

/** What happened to the service, the newest first. */
export function EventsSection(props: {
  entityRef: string;
  environment: string;
  period: Period;
}) {
  const { entityRef, environment, period } = props;
  const query = useEvents(entityRef, { environment, period });
  return (
    <Section title="Events">
      <DatadogPanel
        query={query}
        label="events"
        skeleton={<Skeleton width="100%" height={120} />}
        isEmpty={({ events }) => events.length === 0}
        empty={
          <EmptyNote title={`No event in the last ${PERIOD_WORDS[period]}`}>
            Deployments, alerts and whatever else is sent to Datadog with the
            service’s name appears here.
          </EmptyNote>
        }
      >
        {({ events, more, url }) => (
          <>
            <ol className={styles.entries}>
              {events.map(event => (
                <EventRow key={event.id} event={event} />
              ))}
            </ol>
            <p className={styles.note}>
              {more && `These are the newest ${events.length}. `}
              <OutLink href={url}>All events in Datadog</OutLink>
            </p>
          </>
        )}
      </DatadogPanel>
    </Section>
  );
}
