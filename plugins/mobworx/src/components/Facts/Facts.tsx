import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** What is known of one thing: names with their values; what isn't known is left out. */
export function Facts(props: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {props.facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
