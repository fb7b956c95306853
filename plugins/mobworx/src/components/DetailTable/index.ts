export { DetailTable } from './DetailTable';
export type { Column } from './DetailTable';
