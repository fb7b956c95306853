import type {
  EnvironmentState,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import { ServiceStatus } from '../ServiceStatus';
import styles from './SystemMap.module.css';

/** How a service is in each environment that runs, in a line each. */
export function NodeStatuses(props: {
  service?: ServiceId;
  /** Absent while they aren't known. */
  environments?: EnvironmentState[];
}) {
  const { service, environments } = props;
  if (!service) {
    return <p className={styles.note}>Client</p>;
  }
  if (!environments) {
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
