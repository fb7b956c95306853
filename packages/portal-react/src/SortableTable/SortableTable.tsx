import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { ScrollTable } from '../ScrollTable';
import styles from './SortableTable.module.css';
import { SortOrder, sortRows } from './sortRows';

/** A column: its heading, what of a row stands in it, and what it is sorted by. */
export interface SortableColumn<T> {
  /** Kept in the address. */
  id: string;
  title: string;
  cell: (row: T) => ReactNode;
  /**
   * Undefined where the row has nothing there: such rows stay at the end in either direction. A
   * column without it doesn't sort.
   */
  sortValue?: (row: T) => number | string | undefined;
  /** Aligned by its digits. */
  isNumber?: boolean;
}

/** Props of {@link SortableTable}. */
export interface SortableTableProps<T> {
  /** What is listed, for screen readers. */
  label: string;
  columns: SortableColumn<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  /** Of a row that has words instead of values. */
  hasNote?: (row: T) => boolean;
  noteOf?: (row: T) => ReactNode;
  order: SortOrder;
  onOrder: (order: SortOrder) => void;
}

function Heading<T>(props: {
  column: SortableColumn<T>;
  order: SortOrder;
  onOrder: (order: SortOrder) => void;
}) {
  const { column, order, onOrder } = props;
  if (!column.sortValue) {
    return (
      <th scope="col" data-number={column.isNumber}>
        {column.title}
      </th>
    );
  }
  const isSorted = order.by === column.id;
  const Arrow = order.descending ? RiArrowDownLine : RiArrowUpLine;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      data-number={column.isNumber}
      aria-sort={isSorted ? direction : undefined}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() =>
          onOrder({
            by: column.id,
            descending: isSorted && !order.descending,
          })
        }
      >
        {column.title}
        {isSorted && (
          <span className={styles.arrow} aria-hidden="true">
            <Arrow size={14} />
          </span>
        )}
      </button>
    </th>
  );
}

/** A table whose headings sort it; the first column says what each row is. */
export function SortableTable<T>(props: SortableTableProps<T>) {
  const { label, columns, rows, keyOf, hasNote, noteOf, order, onOrder } =
    props;
  const [first, ...others] = columns;
  return (
    <ScrollTable label={label} isFramed className={styles.table}>
      <thead>
        <tr>
          {columns.map(column => (
            <Heading
              key={column.id}
              column={column}
              order={order}
              onOrder={onOrder}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {sortRows(rows, columns, order).map(row => (
          <tr key={keyOf(row)}>
            <th scope="row">{first.cell(row)}</th>
            {hasNote?.(row) ? (
              <td colSpan={others.length}>{noteOf?.(row)}</td>
            ) : (
              others.map(({ id, cell, isNumber }) => (
                <td key={id} data-number={isNumber}>
                  {cell(row)}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
