import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  errorsResponseSchema,
  releasesResponseSchema,
  stabilityResponseSchema,
  summarySchema,
  TrendQuery,
  trendResponseSchema,
} from '@internal/plugin-bugsnag-common';
import { BackendCalls, entityPath } from '@internal/portal-react';
import type { BugsnagApi } from './BugsnagApi';
import { inOurWords } from './problemTitles';

/** Filters as the address has them: several values of one with commas between. */
function written({ status, severity, stage, search, period }: TrendQuery) {
  return {
    status: status?.join(','),
    severity: severity?.join(','),
    stage: stage?.join(','),
    search,
    period,
  };
}

/** Makes the client of the plugin's backend from the app's own services. */
export function createBugsnagClient(options: {
  fetchApi: FetchApi;
}): BugsnagApi {
  const calls = new BackendCalls({
    pluginId: 'bugsnag',
    fetchApi: options.fetchApi,
    reword: inOurWords,
  });
  const of = (entityRef: string, what: string) =>
    `${entityPath(entityRef)}/${what}`;
  return {
    getSummary: entityRef => calls.get(summarySchema, of(entityRef, 'summary')),
    getErrors: (entityRef, { sort, direction, cursor, ...filters }) =>
      calls.get(errorsResponseSchema, of(entityRef, 'errors'), {
        ...written(filters),
        sort,
        direction,
        cursor,
      }),
    getTrend: (entityRef, filters) =>
      calls.get(trendResponseSchema, of(entityRef, 'trend'), written(filters)),
    getStability: entityRef =>
      calls.get(stabilityResponseSchema, of(entityRef, 'stability')),
    getReleases: (entityRef, { stage }) =>
      calls.get(releasesResponseSchema, of(entityRef, 'releases'), { stage }),
  };
}
