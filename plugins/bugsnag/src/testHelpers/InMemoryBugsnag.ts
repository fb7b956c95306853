import type {
  ErrorsQuery,
  ErrorsResponse,
  ReleasesQuery,
  ReleasesResponse,
  StabilityResponse,
  Summary,
  TrendQuery,
  TrendResponse,
} from '@internal/plugin-bugsnag-common';
import type { BugsnagApi } from '../api';
import {
  makeErrors,
  makeReleases,
  makeStability,
  makeSummary,
  makeTrend,
} from './builders';

/** What the in-memory backend knows; a test changes it as it likes. */
export interface InMemoryState {
  summary: Summary;
  errors: (query: ErrorsQuery) => ErrorsResponse;
  trend: TrendResponse;
  stability: StabilityResponse;
  releases: ReleasesResponse;
}

type Method = keyof BugsnagApi;

/** A backend in memory that a test changes and lets fail as it likes. */
export class InMemoryBugsnag implements BugsnagApi {
  readonly state: InMemoryState;
  /** What was asked, oldest first. */
  readonly asked: [Method, ...unknown[]][] = [];
  readonly #failures = new Map<Method, Error>();

  constructor(state: Partial<InMemoryState> = {}) {
    this.state = {
      summary: makeSummary(),
      errors: () => makeErrors(),
      trend: makeTrend(),
      stability: makeStability(),
      releases: makeReleases(),
      ...state,
    };
  }

  /** Lets methods fail from now on. */
  fail(error: Error, ...methods: Method[]): void {
    for (const method of methods) {
      this.#failures.set(method, error);
    }
  }

  /** Lets everything work again. */
  mend(): void {
    this.#failures.clear();
  }

  /** What a method was asked last, besides the entity. */
  last(method: Method): unknown {
    return this.asked.findLast(([name]) => name === method)?.[2];
  }

  async getSummary(entityRef: string) {
    this.#enter('getSummary', entityRef);
    return this.state.summary;
  }

  async getErrors(entityRef: string, query: ErrorsQuery) {
    this.#enter('getErrors', entityRef, query);
    return this.state.errors(query);
  }

  async getTrend(entityRef: string, query: TrendQuery) {
    this.#enter('getTrend', entityRef, query);
    return this.state.trend;
  }

  async getStability(entityRef: string) {
    this.#enter('getStability', entityRef);
    return this.state.stability;
  }

  async getReleases(entityRef: string, query: ReleasesQuery) {
    this.#enter('getReleases', entityRef, query);
    return this.state.releases;
  }

  #enter(method: Method, ...given: unknown[]): void {
    this.asked.push([method, ...given]);
    const failure = this.#failures.get(method);
    if (failure) {
      throw failure;
    }
  }
}
