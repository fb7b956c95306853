export { ServiceStatus } from './ServiceStatus';
export { statusAppearance } from './serviceStatus';
