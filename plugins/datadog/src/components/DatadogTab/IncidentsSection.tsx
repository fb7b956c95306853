import { Skeleton } from '@backstage/ui';
import type { Incident } from '@internal/plugin-datadog-common';
import {
  EmptyNote,
  RelativeTime,
  Section,
  StatusBadge,
} from '@internal/portal-react';
import { useIncidents } from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';

function IncidentRow(props: { incident: Incident }) {
  const { publicId, title, severity, state, since, url } = props.incident;
  const { customerImpacted, customerImpact } = props.incident;
  return (
    <li className={styles.entry}>
      <StatusBadge
        tone={state === 'stable' ? 'warning' : 'failure'}
        label={`${severity}, ${state}`}
        variant="plain"
      />
      <div className={styles.cell}>
        <OutLink href={url}>
          #{publicId} {title}
        </OutLink>
        <span className={styles.note}>
          {since && (
            <>
              Since <RelativeTime iso={since} />.{' '}
            </>
          )}
          {customerImpacted
            ? `Customers feel it${customerImpact ? `: ${customerImpact}` : '.'}`
            : 'Customers don’t feel it.'}
        </span>
      </div>
    </li>
  );
}

/** The incidents in progress, the gravest first. */
export function IncidentsSection(props: {
  entityRef: string;
  environment: string;
}) {
  const { entityRef, environment } = props;
  const query = useIncidents(entityRef, { environment });
  return (
    <Section title="Incidents in progress">
      <DatadogPanel
        query={query}
        label="incidents"
        skeleton={<Skeleton width="100%" height={60} />}
        isEmpty={({ incidents }) => incidents.length === 0}
        empty={
          <EmptyNote title="No incident is in progress">
            One that is declared in Datadog for this service appears here.
          </EmptyNote>
        }
      >
        {({ incidents, more }) => (
          <>
            <ol className={styles.entries}>
              {incidents.map(incident => (
                <IncidentRow key={incident.id} incident={incident} />
              ))}
            </ol>
            {more && (
              <p className={styles.note}>
                There are more incidents than the portal lists.
              </p>
            )}
          </>
        )}
      </DatadogPanel>
    </Section>
  );
}
