export { ServiceStatus } from './ServiceStatus';
export { StatusLegend } from './StatusLegend';
export { formatUptime, UptimeBars } from './Uptime';
