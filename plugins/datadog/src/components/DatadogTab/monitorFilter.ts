import type { Monitor, MonitorCounts } from '@internal/plugin-datadog-common';

/** Which monitors are listed; kept in the address. */
export type MonitorFilter =
  'all' | 'alert' | 'warn' | 'no-data' | 'ok' | 'muted';

const STATES: Partial<Record<MonitorFilter, Monitor['state']>> = {
  alert: 'Alert',
  warn: 'Warn',
  'no-data': 'No Data',
  ok: 'OK',
};

/** What can be chosen, and how many there are of it. */
export const monitorFilters: {
  id: MonitorFilter;
  label: string;
  countOf: (counts: MonitorCounts) => number;
}[] = [
  { id: 'all', label: 'All', countOf: ({ total }) => total },
  { id: 'alert', label: 'Alert', countOf: ({ alert }) => alert },
  { id: 'warn', label: 'Warn', countOf: ({ warn }) => warn },
  { id: 'no-data', label: 'No data', countOf: ({ noData }) => noData },
  { id: 'ok', label: 'OK', countOf: ({ ok }) => ok },
  { id: 'muted', label: 'Muted', countOf: ({ muted }) => muted },
];

/** Whether nobody is told of a monitor at all. */
const isMuted = ({ muting }: Monitor) => muting !== undefined && !muting.partly;

/** Whether a monitor is listed. */
export function fitsFilter(monitor: Monitor, filter: MonitorFilter): boolean {
  if (filter === 'all') {
    return true;
  }
  return filter === 'muted'
    ? isMuted(monitor)
    : monitor.state === STATES[filter];
}
