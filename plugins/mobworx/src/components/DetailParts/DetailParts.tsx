import type { ReactNode } from 'react';
import styles from './DetailParts.module.css';

/** The parts of the details of a service, one below the other. */
export function DetailParts(props: { children: ReactNode }) {
  return <div className={styles.parts}>{props.children}</div>;
}
