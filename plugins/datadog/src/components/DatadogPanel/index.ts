export { DatadogPanel } from './DatadogPanel';
