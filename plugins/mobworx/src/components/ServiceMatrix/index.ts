export { ServiceMatrix } from './ServiceMatrix';
