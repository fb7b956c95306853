export { SortableTable } from './SortableTable';
export type { SortableColumn, SortableTableProps } from './SortableTable';
export type { SortOrder } from './sortRows';
