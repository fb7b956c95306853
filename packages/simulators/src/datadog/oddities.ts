/** How the answers may be odd, as those of a newer Datadog. */
export interface Oddities {
  /** States, severities and types that nobody knows. */
  unknownWords: boolean;
  /** Nothing where there may be something, and entries of lists that are nothing. */
  nulls: boolean;
}

const WORDS = new Set([
  'overall_state',
  'status',
  'state',
  'severity',
  'slo_type',
  'layout_type',
  'timeframe',
]);
const MAY_BE_NULL = new Set([
  'name',
  'message',
  'query',
  'tags',
  'priority',
  'description',
  'author_handle',
  'modified_at',
  'customer_impact_scope',
  'fields',
  'overall_status',
  'calls',
  'unit',
  'overall_state_modified',
  'matching_downtimes',
  'source_type_name',
]);

const ORDERED = ['series', 'values', 'history'];

/** The same answer, made odd. */
export function makeOdd(body: unknown, oddities: Oddities, key = ''): unknown {
  if (oddities.nulls && MAY_BE_NULL.has(key)) {
    return null;
  }
  if (Array.isArray(body)) {
    const items = body.map(item => makeOdd(item, oddities));
    const hasObjects = items.some(item => typeof item === 'object');
    // The series of a chart belong to the lists of values by their place.
    return oddities.nulls && hasObjects && !ORDERED.includes(key)
      ? [null, ...items]
      : items;
  }
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        makeOdd(value, oddities, name),
      ]),
    );
  }
  return oddities.unknownWords && WORDS.has(key) && typeof body === 'string'
    ? 'Haunted'
    : body;
}
