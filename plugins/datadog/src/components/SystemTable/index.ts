export { SystemTable } from './SystemTable';
