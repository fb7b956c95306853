import { ApiError } from './ApiError';
import { spanOf, type Filters } from './filters';
import type { ErrorSeed } from './types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;

/** An error with what of it is in the period that was asked for. */
export interface FoundError extends ErrorSeed {
  id: string;
  /** Milliseconds since the epoch. */
  firstSeen: number;
  lastSeen: number;
}

const hasOne = (allowed: string[] | undefined, values: string[]) =>
  !allowed || values.some(value => allowed.includes(value));

function fits(error: ErrorSeed, filters: Filters): boolean {
  const text = `${error.errorClass} ${error.message}`.toLocaleLowerCase(
    'en-US',
  );
  return (
    hasOne(filters['error.status'], [error.status]) &&
    hasOne(filters['event.severity'], [error.severity]) &&
    hasOne(filters['app.release_stage'], error.stages ?? []) &&
    (filters.search ?? []).every(word =>
      text.includes(word.toLocaleLowerCase('en-US')),
    )
  );
}

/** The errors that fit, with the events and users of the period. @throws ApiError 400 */
export function findErrors(
  errors: (ErrorSeed & { id: string })[],
  filters: Filters,
  now: number,
): FoundError[] {
  const span = spanOf(filters, now);
  return errors
    .map(error => ({
      ...error,
      firstSeen: now - error.firstSeenDaysAgo * DAY_MS,
      lastSeen: now - error.lastSeenHoursAgo * HOUR_MS,
    }))
    .filter(error => error.lastSeen > now - span && fits(error, filters))
    .map(error => ({
      ...error,
      events: Math.max(1, Math.round((error.events * span) / MONTH_MS)),
      users: Math.max(1, Math.round((error.users * span) / MONTH_MS)),
    }));
}

const SORTS: Record<string, (error: FoundError) => number> = {
  last_seen: ({ lastSeen }) => lastSeen,
  first_seen: ({ firstSeen }) => firstSeen,
  events: ({ events }) => events,
  users: ({ users }) => users,
  unsorted: () => 0,
};

/** In the order that the query asks for. @throws ApiError 400 */
export function sortErrors(
  errors: FoundError[],
  query: URLSearchParams,
): FoundError[] {
  const sort = query.get('sort') ?? 'last_seen';
  const direction = query.get('direction') ?? 'desc';
  const valueOf = Object.hasOwn(SORTS, sort) ? SORTS[sort] : undefined;
  if (!valueOf || !['asc', 'desc'].includes(direction)) {
    throw new ApiError(400, 'sort or direction is invalid');
  }
  const sign = direction === 'asc' ? 1 : -1;
  return [...errors].sort((a, b) => sign * (valueOf(a) - valueOf(b)));
}

/**
 * How many events there were in each of the stretches that the period is cut into, the oldest
 * first: more by day than by night, and none before an error was first seen.
 */
export function trendOf(
  errors: FoundError[],
  options: { span: number; now: number; buckets: number },
) {
  const { span, now, buckets } = options;
  const width = span / buckets;
  return Array.from({ length: buckets }, (_, index) => {
    const from = now - span + index * width;
    const wave = 1 + 0.6 * Math.sin(index * 1.3) + 0.2 * Math.sin(index * 0.37);
    const events = errors
      .filter(({ firstSeen }) => firstSeen < from + width)
      .reduce((sum, error) => sum + (error.events / buckets) * wave, 0);
    return {
      from: new Date(from).toISOString(),
      to: new Date(from + width).toISOString(),
      events_count: Math.round(events),
    };
  });
}
