export { NoEnvironments } from './NoEnvironments';
