import {
  ErrorsQuery,
  errorsQuerySchema,
  TrendQuery,
} from '@internal/plugin-bugsnag-common';
import { useChangeView } from '@internal/portal-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const FIELDS = Object.keys(errorsQuerySchema.shape) as (keyof ErrorsQuery)[];
const USUAL = errorsQuerySchema.parse({});
const FILTERS = ['status', 'severity', 'stage', 'search', 'period'] as const;

/** A field of the address, as if it weren't there where it can't be what it should. */
function read(params: URLSearchParams, field: keyof ErrorsQuery): unknown {
  const value = params.get(field) || undefined;
  return errorsQuerySchema.shape[field].safeParse(value).success
    ? value
    : undefined;
}

function write(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join(',') : (value as string | undefined);
}

/** Which errors the address asks for, and what changes that. */
export interface ErrorsView {
  query: ErrorsQuery;
  filters: TrendQuery;
  isFiltered: boolean;
  /** Changes filters or order, back on the first page; undefined takes a filter away. */
  change(part: Partial<ErrorsQuery>): void;
  clearFilters(): void;
  /** Opens a page; the first without a cursor. */
  turnTo(cursor: string | undefined): void;
}

/** Which errors the address asks for: filters, order and page, so that a view can be shared. */
export function useErrorsView(): ErrorsView {
  const [params] = useSearchParams();
  const changeView = useChangeView();
  const query = useMemo(
    () =>
      errorsQuerySchema.parse(
        Object.fromEntries(FIELDS.map(field => [field, read(params, field)])),
      ),
    [params],
  );
  const {
    sort: _sort,
    direction: _direction,
    cursor: _cursor,
    ...filters
  } = query;
  return {
    query,
    filters,
    isFiltered: FILTERS.some(
      field => write(query[field]) !== write(USUAL[field]),
    ),
    change: part => {
      const next = Object.entries(part).map(([field, value]) => {
        const text = write(value);
        const isUsual = text === write(USUAL[field as keyof ErrorsQuery]);
        return [field, isUsual ? undefined : text];
      });
      changeView({ ...Object.fromEntries(next), cursor: undefined });
    },
    clearFilters: () =>
      changeView({
        ...Object.fromEntries(FILTERS.map(field => [field, undefined])),
        cursor: undefined,
      }),
    turnTo: cursor => changeView({ cursor }),
  };
}
