import { Skeleton } from '@backstage/ui';
import type { Dashboard } from '@internal/plugin-datadog-common';
import { EmptyNote, RelativeTime, Section } from '@internal/portal-react';
import { useDashboards } from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';

const FOUND_BY: Record<Dashboard['foundBy'], string> = {
  annotation: 'Named in the catalog',
  title: 'Has the service’s name in its title',
};

function DashboardRow(props: { dashboard: Dashboard }) {
  const { title, description, author, changedAt, foundBy, url } =
    props.dashboard;
  return (
    <li className={styles.cell}>
      <OutLink href={url}>{title}</OutLink>
      {description && <span className={styles.message}>{description}</span>}
      <span className={styles.note}>
        {FOUND_BY[foundBy]}
        {changedAt && (
          <>
            , changed <RelativeTime iso={changedAt} />
          </>
        )}
        {author && `, made by ${author}`}
      </span>
    </li>
  );
}

/** The dashboards of the entity, those that the catalog names first. */
export function DashboardsSection(props: { entityRef: string }) {
  const query = useDashboards(props.entityRef);
  return (
    <Section title="Dashboards">
      <DatadogPanel
        query={query}
        label="dashboards"
        skeleton={<Skeleton width="100%" height={80} />}
        isEmpty={({ dashboards }) => dashboards.length === 0}
        empty={
          <EmptyNote title="No dashboards">
            Name one in the annotation <code>datadoghq.com/dashboard-url</code>,
            or put the service’s name into its title in Datadog.
          </EmptyNote>
        }
      >
        {({ dashboards, more }) => (
          <>
            <ul className={styles.dashboards}>
              {dashboards.map(dashboard => (
                <DashboardRow key={dashboard.id} dashboard={dashboard} />
              ))}
            </ul>
            {more && (
              <p className={styles.note}>
                There are more dashboards than the portal lists.
              </p>
            )}
          </>
        )}
      </DatadogPanel>
    </Section>
  );
}
