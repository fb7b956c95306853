import type { ReactNode } from 'react';
import styles from './ScrollTable.module.css';

/**
 * A table that scrolls in its box rather than with the page, by keyboard too. Cells with
 * `data-number` are aligned by their digits.
 */
export function ScrollTable(props: {
  /** What is listed, for screen readers. */
  label: string;
  /** Whether it has a border of its own, where it doesn't stand on a card. */
  isFramed?: boolean;
  /** Whether the rows are those of an earlier choice, and newer ones are on their way. */
  isOld?: boolean;
  /** Of the box; what it says of the table goes before what is said here. */
  className?: string;
  /** `caption`, `thead` and `tbody`. */
  children: ReactNode;
}) {
  const { label, isFramed, isOld, className, children } = props;
  return (
    // A region that scrolls has to be reachable by keyboard.
    <div
      className={[styles.box, className].filter(Boolean).join(' ')}
      data-framed={isFramed || undefined}
      role="region"
      aria-label={label}
      aria-busy={isOld}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table}>{children}</table>
    </div>
  );
}
