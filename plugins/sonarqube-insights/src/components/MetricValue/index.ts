export { MetricValue } from './MetricValue';
