export { RunsList } from './RunsList';
export type { RunsListProps } from './RunsList';
