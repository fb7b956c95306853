import { useApi } from '@backstage/frontend-plugin-api';
import type { ErrorsQuery } from '@internal/plugin-bugsnag-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bugsnagApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { sayWhyStale } from './sayWhyStale';

/** A page of errors; the one before stays in sight until the next is there. */
export function useErrors(entityRef: string, query: ErrorsQuery) {
  const api = useApi(bugsnagApiRef);
  return useQuery({
    queryKey: queryKeys.errors(entityRef, query),
    queryFn: () => api.getErrors(entityRef, query),
    placeholderData: keepPreviousData,
    select: sayWhyStale,
  });
}
