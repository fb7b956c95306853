export { ServiceStatus } from './ServiceStatus';
export { StatusLegend } from './StatusLegend';
export { statusAppearance } from './serviceStatus';
export { bucketTone, formatUptime, UptimeBars } from './Uptime';
