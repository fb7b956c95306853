import { StatusLegend } from '../ServiceStatus';
import styles from './SystemMap.module.css';

/** What the lines and the colours of the map mean. */
export function MapLegend() {
  return (
    <div className={styles.legend}>
      <ul className={styles.lines} aria-label="Lines">
        <li>
          <svg viewBox="0 0 32 8" aria-hidden="true" className={styles.line}>
            <path d="M0 4h32" />
          </svg>
          uses APIs of
        </li>
        <li>
          <svg viewBox="0 0 32 8" aria-hidden="true" className={styles.line}>
            <path d="M0 4h32" strokeDasharray="5 4" />
          </svg>
          only depends on
        </li>
      </ul>
      <StatusLegend />
    </div>
  );
}
