import type { ReactNode } from 'react';
import styles from './ServiceFacts.module.css';

/** A line of a list of facts; belongs into a `dl`. */
export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
