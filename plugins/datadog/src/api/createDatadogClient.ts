import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  dashboardsResponseSchema,
  dependenciesResponseSchema,
  EnvironmentQuery,
  eventsResponseSchema,
  incidentsResponseSchema,
  MAX_SUMMARIES,
  monitorsResponseSchema,
  signalsResponseSchema,
  siteResponseSchema,
  sloHistoryResponseSchema,
  slosResponseSchema,
  statusResponseSchema,
  summariesResponseSchema,
  SummaryItem,
  summarySchema,
} from '@internal/plugin-datadog-common';
import {
  AnswerSchema,
  BackendCalls,
  entityPath,
  Query,
} from '@internal/portal-react';
import type { DatadogApi } from './DatadogApi';
import { inOurWords } from './inOurWords';

/** A list in portions of what one request may name. */
function portionsOf<T>(all: T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

async function postSummaries(
  calls: BackendCalls,
  entityRefs: string[],
  { environment }: EnvironmentQuery,
): Promise<SummaryItem[]> {
  const answers = await Promise.all(
    portionsOf(entityRefs, MAX_SUMMARIES).map(portion =>
      calls.post(summariesResponseSchema, '/summaries', {
        entityRefs: portion,
        environment,
      }),
    ),
  );
  return answers.flatMap(({ items }) => items);
}

/** Makes the client of the plugin's backend from the app's own services. */
export function createDatadogClient(options: {
  fetchApi: FetchApi;
}): DatadogApi {
  const calls = new BackendCalls({
    pluginId: 'datadog',
    fetchApi: options.fetchApi,
    reword: inOurWords,
  });
  const getOfEntity = <T>(
    schema: AnswerSchema<T>,
    entityRef: string,
    what: string,
    query?: Query,
  ) => calls.get(schema, `${entityPath(entityRef)}/${what}`, query);
  return {
    getSite: () => calls.get(siteResponseSchema, '/site'),
    getStatus: () => calls.get(statusResponseSchema, '/status'),
    getSummaries: (refs, query) => postSummaries(calls, refs, query),
    getSummary: (ref, query) =>
      getOfEntity(summarySchema, ref, 'summary', query),
    getMonitors: (ref, query) =>
      getOfEntity(monitorsResponseSchema, ref, 'monitors', query),
    getSlos: (ref, query) =>
      getOfEntity(slosResponseSchema, ref, 'slos', query),
    getSloHistory: (ref, sloId, query) =>
      getOfEntity(
        sloHistoryResponseSchema,
        ref,
        `slos/${encodeURIComponent(sloId)}/history`,
        query,
      ),
    getSignals: (ref, query) =>
      getOfEntity(signalsResponseSchema, ref, 'signals', query),
    getIncidents: (ref, query) =>
      getOfEntity(incidentsResponseSchema, ref, 'incidents', query),
    getEvents: (ref, query) =>
      getOfEntity(eventsResponseSchema, ref, 'events', query),
    getDashboards: ref =>
      getOfEntity(dashboardsResponseSchema, ref, 'dashboards'),
    getDependencies: (ref, query) =>
      getOfEntity(dependenciesResponseSchema, ref, 'dependencies', query),
  };
}
