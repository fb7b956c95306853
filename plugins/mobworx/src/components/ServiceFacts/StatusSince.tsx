import type { ServiceState } from '@internal/plugin-mobworx-common';
import { RelativeTime } from '@internal/portal-react';
import { ServiceStatus } from '../ServiceStatus';
import styles from './ServiceFacts.module.css';

/** How a service is, and since when. */
export function StatusSince(props: { state: ServiceState }) {
  const { status, since } = props.state;
  return (
    <div className={styles.statusSince}>
      <ServiceStatus status={status} />
      {since && (
        <span className={styles.since}>
          since <RelativeTime iso={since} />
        </span>
      )}
    </div>
  );
}
