export { TimeChart } from './TimeChart';
export type { ChartPoint, ChartSeries, TimeChartProps } from './TimeChart';
