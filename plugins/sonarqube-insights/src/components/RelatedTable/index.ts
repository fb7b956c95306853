export { RelatedTable } from './RelatedTable';
