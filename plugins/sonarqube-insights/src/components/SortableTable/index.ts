export { SortableTable } from './SortableTable';
export type { SortableColumn } from './SortableTable';
export type { Order } from './sortRows';
