export { DatadogTab } from './DatadogTab';
