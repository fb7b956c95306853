import type { EndpointName } from '@internal/plugin-datadog-common';

/** Scope of the application key that each endpoint needs. */
export const scopes: Record<EndpointName, string> = {
  monitors: 'monitors_read',
  slos: 'slos_read',
  slo_history: 'slos_read',
  incidents: 'incident_read',
  events: 'events_read',
  dashboards: 'dashboards_read',
  dependencies: 'apm_read',
  signals: 'timeseries_query',
};

/** What each endpoint gives, in the words of sentences. */
export const words: Record<EndpointName, string> = {
  monitors: 'monitors',
  slos: 'SLOs',
  slo_history: 'the history of SLOs',
  incidents: 'incidents',
  events: 'events',
  dashboards: 'dashboards',
  dependencies: 'who calls whom',
  signals: 'requests, errors and latency',
};
