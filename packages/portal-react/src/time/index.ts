export { Duration } from './Duration';
export type { DurationProps } from './Duration';
export { formatAge, formatDuration, formatExactTime } from './format';
export { RelativeTime } from './RelativeTime';
export { useNow } from './useNow';
