export { formatMetric } from './formatMetric';
export { MetricTiles } from './MetricTiles';
export { WebVitals } from './WebVitals';
