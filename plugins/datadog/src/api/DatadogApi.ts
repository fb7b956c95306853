import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  DashboardsResponse,
  DependenciesResponse,
  EnvironmentQuery,
  EventsResponse,
  IncidentsResponse,
  MonitorsResponse,
  PeriodQuery,
  SignalsResponse,
  SiteResponse,
  SloHistoryQuery,
  SloHistoryResponse,
  SlosResponse,
  StatusResponse,
  Summary,
  SummaryItem,
} from '@internal/plugin-datadog-common';

/**
 * What the views know of the backend. Entities are named by their refs; which service that is in
 * Datadog, the backend reads in the catalog.
 *
 * A method rejects with a {@link DatadogProblemError} where Datadog or the configuration is the
 * reason, and with a `ResponseError` of `@backstage/errors` where the viewer or the request is.
 */
export interface DatadogApi {
  /** Where Datadog is, which environments there are and what may be embedded. */
  getSite(): Promise<SiteResponse>;
  getSummary(entityRef: string, query: EnvironmentQuery): Promise<Summary>;
  /** Of any number of entities, each with its summary or why there is none. */
  getSummaries(
    entityRefs: string[],
    query: EnvironmentQuery,
  ): Promise<SummaryItem[]>;
  getMonitors(
    entityRef: string,
    query: EnvironmentQuery,
  ): Promise<MonitorsResponse>;
  getSlos(entityRef: string, query: EnvironmentQuery): Promise<SlosResponse>;
  getSloHistory(
    entityRef: string,
    sloId: string,
    query: SloHistoryQuery,
  ): Promise<SloHistoryResponse>;
  getSignals(entityRef: string, query: PeriodQuery): Promise<SignalsResponse>;
  getIncidents(
    entityRef: string,
    query: EnvironmentQuery,
  ): Promise<IncidentsResponse>;
  getEvents(entityRef: string, query: PeriodQuery): Promise<EventsResponse>;
  getDashboards(entityRef: string): Promise<DashboardsResponse>;
  getDependencies(
    entityRef: string,
    query: EnvironmentQuery,
  ): Promise<DependenciesResponse>;
  /** How the portal gets on with Datadog; for the platform team. */
  getStatus(): Promise<StatusResponse>;
}

/** The client of the plugin's backend. */
export const datadogApiRef = createApiRef<DatadogApi>().with({
  id: 'plugin.datadog.service',
  pluginId: 'datadog',
});
