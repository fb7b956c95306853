import { Skeleton } from '@backstage/ui';
import type {
  EnvironmentState,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import { ServiceStatus } from '../ServiceStatus';
import styles from './SystemMap.module.css';

/** How the services are, or why that can't be said. */
export type KnownStatuses = EnvironmentState[] | 'loading' | 'unknown';

/** How a service is in each environment that runs, in a line each. */
export function NodeStatuses(props: {
  service?: ServiceId;
  environments: KnownStatuses;
}) {
  const { service, environments } = props;
  if (!service) {
    return <p className={styles.note}>Client</p>;
  }
  if (environments === 'loading') {
    return <Skeleton width="100%" height={40} />;
  }
  if (environments === 'unknown') {
    return <p className={styles.note}>Status not known</p>;
  }
  return (
    <ul className={styles.statuses}>
      {environments
        .filter(({ tier }) => tier !== 'planned')
        .map(({ id, title, services }) => (
          <li key={id}>
            <span>{title}</span>
            <ServiceStatus
              variant="plain"
              status={
                services.find(one => one.service === service)?.status ??
                'not-configured'
              }
            />
          </li>
        ))}
    </ul>
  );
}
