import type {
  DashboardsResponse,
  DependenciesResponse,
  EventsResponse,
  IncidentsResponse,
  SignalsResponse,
  StatusResponse,
} from '@internal/plugin-datadog-common';
import {
  about,
  ago,
  fresh,
  HOUR_MS,
  makeIncident,
  makeProblem,
  MINUTE_MS,
  WEBAPP,
  WEB_URL,
} from './builders';

const ofService = { ...about, service: 'webapp' };

export function makeIncidents(
  incidents: Partial<IncidentsResponse> = {},
): IncidentsResponse {
  return {
    ...ofService,
    incidents: [makeIncident()],
    more: false,
    ...fresh(),
    ...incidents,
  };
}

/** Requests with a gap of ten minutes, errors once, and latency twice. */
export function makeSignals(
  signals: Partial<SignalsResponse> = {},
): SignalsResponse {
  return {
    ...ofService,
    period: '4h',
    from: ago(4 * HOUR_MS),
    to: ago(0),
    intervalSeconds: 60,
    requests: [
      { at: ago(15 * MINUTE_MS), value: 12.345 },
      { at: ago(14 * MINUTE_MS), value: 12 },
      { at: ago(4 * MINUTE_MS), value: 3 },
    ],
    errors: [{ at: ago(4 * MINUTE_MS), value: 0.5 }],
    p95: [
      { at: ago(5 * MINUTE_MS), value: 230.4 },
      { at: ago(4 * MINUTE_MS), value: 1400 },
    ],
    url: `${WEB_URL}/apm/entity/service%3Awebapp`,
    ...fresh(),
    ...signals,
  };
}

export function makeEvents(
  events: Partial<EventsResponse> = {},
): EventsResponse {
  return {
    ...ofService,
    period: '4h',
    events: [
      {
        id: 'e1',
        title: 'Deployed webapp 4.11.0',
        message: 'By the workflow deploy.yml',
        at: ago(HOUR_MS),
        status: 'success',
        source: 'github',
      },
    ],
    more: true,
    url: `${WEB_URL}/event/explorer`,
    ...fresh(),
    ...events,
  };
}

export function makeDashboards(
  dashboards: Partial<DashboardsResponse> = {},
): DashboardsResponse {
  return {
    entityRef: WEBAPP,
    dashboards: [
      {
        id: 'abc',
        title: 'WebApp RUM',
        foundBy: 'annotation',
        changedAt: ago(HOUR_MS),
        url: `${WEB_URL}/dashboard/abc`,
      },
    ],
    more: false,
    ...fresh(),
    ...dashboards,
  };
}

/** One dependency of each finding. */
export function makeDependencies(
  dependencies: Partial<DependenciesResponse> = {},
): DependenciesResponse {
  return {
    ...ofService,
    dependencies: [
      { finding: 'extra', service: 'legacy-mailer', url: `${WEB_URL}/apm` },
      {
        finding: 'missing',
        entityRef: 'component:default/stream-service',
        title: 'Stream Service',
        service: 'stream-service',
      },
      {
        finding: 'unobservable',
        entityRef: 'resource:default/bucket',
        title: 'Bucket',
      },
      {
        finding: 'matched',
        entityRef: 'component:default/appsync-service',
        title: 'AppSync Service',
        service: 'appsync-service',
      },
    ],
    calledBy: [{ service: 'ios', entityRef: 'component:default/ios' }],
    serviceSeen: true,
    from: ago(HOUR_MS),
    to: ago(0),
    url: `${WEB_URL}/apm/map`,
    ...fresh(),
    ...dependencies,
  };
}

/** Keys that are well, a scope that is missing, and a limit that is used up. */
export function makeStatus(
  status: Partial<StatusResponse> = {},
): StatusResponse {
  return {
    site: 'datadoghq.eu',
    apiUrl: 'https://api.datadoghq.eu',
    checkedAt: ago(MINUTE_MS),
    apiKey: { result: 'accepted' },
    applicationKey: { result: 'accepted' },
    endpoints: [
      {
        name: 'monitors',
        scope: 'monitors_read',
        access: 'allowed',
        rate: {
          limit: 100,
          periodSeconds: 60,
          remaining: 20,
          resetsAt: ago(-MINUTE_MS),
        },
        calls: 12,
        failures: 0,
      },
      {
        name: 'slos',
        scope: 'slos_read',
        access: 'refused',
        problem: makeProblem({
          code: 'datadog_scope_missing',
          message: 'Datadog refuses SLOs.',
          remedy: 'Give the application key the scope slos_read.',
        }),
        calls: 3,
        failures: 3,
      },
      {
        name: 'events',
        scope: 'events_read',
        access: 'unknown',
        pausedUntil: ago(-HOUR_MS),
        calls: 1,
        failures: 1,
      },
    ],
    embedHosts: ['app.datadoghq.eu', 'p.datadoghq.eu'],
    embedHostsBlocked: [],
    ...status,
  };
}
