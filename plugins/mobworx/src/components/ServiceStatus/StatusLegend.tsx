import { serviceStatusSchema } from '@internal/plugin-mobworx-common';
import { ServiceStatus } from './ServiceStatus';
import { statusAppearance } from './serviceStatus';
import styles from './StatusLegend.module.css';

/** What each status means, on request. */
export function StatusLegend() {
  return (
    <details className={styles.legend}>
      <summary>What each status means</summary>
      <dl className={styles.list}>
        {serviceStatusSchema.options.map(status => (
          <div key={status} className={styles.entry}>
            <dt>
              <ServiceStatus status={status} />
            </dt>
            <dd>{statusAppearance[status].meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
