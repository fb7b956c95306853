import type { Problem } from '@internal/plugin-mobworx-common';
import styles from './ServiceFacts.module.css';

/** What is wrong and what to do about it. */
export function ProblemNote(props: { problem: Problem }) {
  const { message, remedy } = props.problem;
  return (
    <p className={styles.problem}>
      {message} <strong>{remedy}</strong>
    </p>
  );
}
