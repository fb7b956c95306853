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
import type { DatadogApi } from '../api';
import {
  makeDashboards,
  makeDependencies,
  makeEvents,
  makeIncidents,
  makeSignals,
  makeStatus,
} from './activityBuilders';
import {
  makeMonitors,
  makeSite,
  makeSloHistory,
  makeSlos,
  makeSummary,
} from './builders';

/** What the in-memory backend knows; a test changes it as it likes. */
export interface InMemoryState {
  site: SiteResponse;
  summary: Summary;
  summaries: SummaryItem[];
  monitors: MonitorsResponse;
  slos: SlosResponse;
  sloHistory: SloHistoryResponse;
  signals: SignalsResponse;
  incidents: IncidentsResponse;
  events: EventsResponse;
  dashboards: DashboardsResponse;
  dependencies: DependenciesResponse;
  status: StatusResponse;
}

type Method = keyof DatadogApi;

/** A backend in memory that a test changes and lets fail as it likes. */
export class InMemoryDatadog implements DatadogApi {
  readonly state: InMemoryState;
  /** What was asked, oldest first. */
  readonly asked: [Method, ...unknown[]][] = [];
  readonly #failures = new Map<Method, Error>();

  constructor(state: Partial<InMemoryState> = {}) {
    this.state = {
      site: makeSite(),
      summary: makeSummary(),
      summaries: [],
      monitors: makeMonitors(),
      slos: makeSlos(),
      sloHistory: makeSloHistory(),
      signals: makeSignals(),
      incidents: makeIncidents(),
      events: makeEvents(),
      dashboards: makeDashboards(),
      dependencies: makeDependencies(),
      status: makeStatus(),
      ...state,
    };
  }

  /** Lets a method fail from now on. */
  fail(method: Method, error: Error): void {
    this.#failures.set(method, error);
  }

  /** Lets a method work again. */
  mend(method: Method): void {
    this.#failures.delete(method);
  }

  /** The calls of a method, each with what it asked for. */
  calls(method: Method): unknown[][] {
    return this.asked
      .filter(([name]) => name === method)
      .map(([, ...given]) => given);
  }

  getSite = async () => this.#answer('getSite', 'site');
  getStatus = async () => this.#answer('getStatus', 'status');
  getSummary = async (ref: string, query: EnvironmentQuery) =>
    this.#answer('getSummary', 'summary', ref, query);
  getMonitors = async (ref: string, query: EnvironmentQuery) =>
    this.#answer('getMonitors', 'monitors', ref, query);
  getSlos = async (ref: string, query: EnvironmentQuery) =>
    this.#answer('getSlos', 'slos', ref, query);
  getIncidents = async (ref: string, query: EnvironmentQuery) =>
    this.#answer('getIncidents', 'incidents', ref, query);
  getDependencies = async (ref: string, query: EnvironmentQuery) =>
    this.#answer('getDependencies', 'dependencies', ref, query);
  getSignals = async (ref: string, query: PeriodQuery) =>
    this.#answer('getSignals', 'signals', ref, query);
  getEvents = async (ref: string, query: PeriodQuery) =>
    this.#answer('getEvents', 'events', ref, query);
  getDashboards = async (ref: string) =>
    this.#answer('getDashboards', 'dashboards', ref);
  getSloHistory = async (ref: string, sloId: string, query: SloHistoryQuery) =>
    this.#answer('getSloHistory', 'sloHistory', ref, sloId, query);

  getSummaries = async (refs: string[], query: EnvironmentQuery) => {
    const items = this.#answer('getSummaries', 'summaries', refs, query);
    return items.filter(({ entityRef }) => refs.includes(entityRef));
  };

  #answer<K extends keyof InMemoryState>(
    method: Method,
    what: K,
    ...given: unknown[]
  ): InMemoryState[K] {
    this.asked.push([method, ...given]);
    const failure = this.#failures.get(method);
    if (failure) {
      throw failure;
    }
    return this.state[what];
  }
}
