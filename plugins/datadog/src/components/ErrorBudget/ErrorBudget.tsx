import type { SloState } from '@internal/plugin-datadog-common';
import { formatPercent } from '../../words/format';
import styles from './ErrorBudget.module.css';

/** How much of an error budget is left, such as `62% of the error budget left`. */
export function budgetInWords(remaining: number): string {
  return remaining < 0
    ? `Error budget overspent by ${formatPercent(-remaining)}`
    : `${formatPercent(remaining)} of the error budget left`;
}

/** How much of an error budget is left, in words and as a bar that is empty when it is spent. */
export function ErrorBudget(props: {
  /** Percent; below zero when it is overspent, absent without data. */
  remaining: number | undefined;
  state: SloState;
}) {
  const { remaining, state } = props;
  if (remaining === undefined) {
    return <span className={styles.words}>No error budget known</span>;
  }
  const share = Math.min(100, Math.max(0, remaining));
  return (
    <div className={styles.budget}>
      {/* A picture of what the words below it say. */}
      <span className={styles.bar} data-state={state} aria-hidden="true">
        <span className={styles.left} style={{ width: `${share}%` }} />
      </span>
      <span className={styles.words}>{budgetInWords(remaining)}</span>
    </div>
  );
}
