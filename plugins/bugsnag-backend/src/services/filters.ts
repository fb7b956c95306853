import type { TrendQuery } from '@internal/plugin-bugsnag-common';

type Filters = Pick<
  TrendQuery,
  'status' | 'severity' | 'stage' | 'search' | 'period'
>;

/**
 * Filters as Bugsnag takes them: a type and a value each, in this order; several values of a field
 * are alternatives.
 */
export function filterParameters(filters: Filters): [string, string][] {
  const { status = [], severity = [], stage = [], search, period } = filters;
  const conditions: [field: string, value: string][] = [
    ['event.since', period],
    ...status.map((value): [string, string] => ['error.status', value]),
    ...severity.map((value): [string, string] => ['event.severity', value]),
    ...stage.map((value): [string, string] => ['app.release_stage', value]),
    ...(search === undefined ? [] : [['search', search] as [string, string]]),
  ];
  return conditions.flatMap(([field, value]): [string, string][] => [
    [`filters[${field}][][type]`, 'eq'],
    [`filters[${field}][][value]`, value],
  ]);
}
