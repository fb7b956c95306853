/** By which column, and in which direction. */
export interface SortOrder {
  by: string;
  descending: boolean;
}

interface Sorted<T> {
  id: string;
  sortValue?: (row: T) => number | string | undefined;
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** The rows in order; those without a value come last, whichever the direction. */
export function sortRows<T>(
  rows: T[],
  columns: Sorted<T>[],
  order: SortOrder,
): T[] {
  const { sortValue } = columns.find(({ id }) => id === order.by) ?? columns[0];
  if (!sortValue) {
    return rows;
  }
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const a = sortValue(one);
    const b = sortValue(other);
    if (a === undefined || b === undefined) {
      return Number(a === undefined) - Number(b === undefined);
    }
    return sign * compare(a, b);
  });
}
