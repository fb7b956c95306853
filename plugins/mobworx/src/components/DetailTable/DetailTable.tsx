import { ScrollTable } from '@internal/portal-react';
import type { ReactNode } from 'react';
import styles from './DetailTable.module.css';

/** A column: its heading, and what of a row stands in it. */
export interface Column<T> {
  title: string;
  cell: (row: T) => ReactNode;
  /** Aligned by its digits. */
  isNumber?: boolean;
}

/** A table of what was seen; the first column says what each row is. */
export function DetailTable<T>(props: {
  /** What is listed, for screen readers. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  /** Whether the row is the one that is shown in full elsewhere. */
  isCurrent?: (row: T) => boolean;
}) {
  const { label, columns, rows, keyOf, isCurrent } = props;
  const [first, ...others] = columns;
  return (
    <ScrollTable label={label} isFramed className={styles.table}>
      <thead>
        <tr>
          {columns.map(({ title, isNumber }) => (
            <th key={title} scope="col" data-number={isNumber}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)} data-current={isCurrent?.(row) || undefined}>
            <th scope="row">{first.cell(row)}</th>
            {others.map(({ title, cell, isNumber }) => (
              <td key={title} data-number={isNumber}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
