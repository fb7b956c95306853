import { StatusLegend } from '../ServiceStatus';
import styles from './SystemMap.module.css';

function Line(props: { dashes?: string; children: string }) {
  return (
    <li>
      <svg viewBox="0 0 32 8" aria-hidden="true" className={styles.line}>
        <path d="M0 4h24" strokeDasharray={props.dashes} />
        <path d="M24 1l7 3-7 3z" />
      </svg>
      {props.children}
    </li>
  );
}

/** What the lines of the map and the colours of statuses mean. */
export function MapLegend(props: { hasLines: boolean }) {
  return (
    <div className={styles.legend}>
      {props.hasLines && (
        <ul className={styles.lines} aria-label="Lines">
          <Line>leads to what uses its APIs</Line>
          <Line dashes="5 4">leads to what only depends on it</Line>
        </ul>
      )}
      <StatusLegend />
    </div>
  );
}
