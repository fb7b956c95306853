import type { Request } from 'express';
import { ApiError } from './ApiError';

/** What errors are filtered by; several values of a field are alternatives. */
export type Filters = Partial<Record<FilterField, string[]>>;

const FIELDS = [
  'error.status',
  'event.severity',
  'app.release_stage',
  'event.since',
  'search',
] as const;
type FilterField = (typeof FIELDS)[number];

const PART = /^filters\[([^\]]+)\]\[\]\[(type|value)\]$/;

/** The query in its order, which the usual parsers of query strings don't keep. */
export const queryOf = (req: Request) =>
  new URL(req.originalUrl, 'http://localhost').searchParams;

/**
 * Reads `filters[field][][type]=eq&filters[field][][value]=…`: a type begins each condition.
 * @throws ApiError 400
 */
export function readFilters(query: URLSearchParams): Filters {
  const filters: Filters = {};
  let began: string | undefined;
  for (const [key, text] of query) {
    if (!key.startsWith('filters')) {
      continue;
    }
    const [, name, part] = PART.exec(key) ?? [];
    const field = FIELDS.find(one => one === name);
    if (!field) {
      throw new ApiError(400, `${name ?? key} is not a valid filter`);
    }
    if (part === 'type') {
      if (text !== 'eq') {
        throw new ApiError(400, `${text} is not a valid filter type`);
      }
      began = field;
    } else if (began === field) {
      filters[field] = [...(filters[field] ?? []), text];
      began = undefined;
    } else {
      throw new ApiError(400, `A filter on ${field} has no type`);
    }
  }
  return filters;
}

const UNITS: Record<string, number> = { h: 3_600_000, d: 86_400_000 };
const MONTH_MS = 30 * UNITS.d;

/**
 * How long ago the events may be: `7d`, `24h` or a date; a month without the filter.
 * @throws ApiError 400
 */
export function spanOf(filters: Filters, now: number): number {
  const [since] = filters['event.since'] ?? [];
  if (since === undefined) {
    return MONTH_MS;
  }
  const [, count, unit] = /^(\d+)([hd])$/.exec(since) ?? [];
  const span = count ? Number(count) * UNITS[unit] : now - Date.parse(since);
  if (!(span > 0)) {
    throw new ApiError(400, 'event.since is not a valid date');
  }
  return Math.min(span, MONTH_MS);
}
