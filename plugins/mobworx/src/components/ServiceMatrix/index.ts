export { ServiceCell } from './ServiceCell';
export { ServiceMatrix } from './ServiceMatrix';
