import type {
  BranchesResponse,
  CodeQuery,
  DetailsResponse,
  HistoryResponse,
  IssuesQuery,
  IssuesResponse,
  SummaryItem,
} from '@internal/plugin-sonarqube-insights-common';
import { SonarqubeInsightsApi, SonarqubeProblemError } from '../api';
import {
  makeBranches,
  makeDetails,
  makeHistory,
  makeIssues,
  makeSummary,
  WEBAPP,
} from './builders';

/** What the in-memory backend knows; a test changes it as it likes. */
export interface InMemoryState {
  summaries: SummaryItem[];
  details: (code: CodeQuery) => DetailsResponse;
  history: HistoryResponse;
  branches: BranchesResponse;
  issues: (query: IssuesQuery) => IssuesResponse;
}

type Method = keyof SonarqubeInsightsApi;

/** A backend in memory that a test changes and lets fail as it likes. */
export class InMemorySonarqube implements SonarqubeInsightsApi {
  readonly state: InMemoryState;
  /** What was asked, oldest first. */
  readonly asked: [Method, ...unknown[]][] = [];
  readonly #failures = new Map<Method, Error>();

  constructor(state: Partial<InMemoryState> = {}) {
    this.state = {
      summaries: [{ entityRef: WEBAPP, summary: makeSummary() }],
      details: code => makeDetails({ code }),
      history: makeHistory(),
      branches: makeBranches(),
      issues: ({ scope }) => makeIssues({ scope }),
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

  async getSummary(entityRef: string) {
    this.#enter('getSummary', entityRef);
    const item = this.state.summaries.find(one => one.entityRef === entityRef)!;
    if ('problem' in item) {
      throw new SonarqubeProblemError(item.problem);
    }
    return item.summary;
  }

  async getSummaries(entityRefs: string[]) {
    this.#enter('getSummaries', entityRefs);
    return this.state.summaries.filter(({ entityRef }) =>
      entityRefs.includes(entityRef),
    );
  }

  async getDetails(entityRef: string, code: CodeQuery) {
    this.#enter('getDetails', entityRef, code);
    return this.state.details(code);
  }

  async getHistory(entityRef: string, branch?: string) {
    this.#enter('getHistory', entityRef, branch);
    return this.state.history;
  }

  async getBranches(entityRef: string) {
    this.#enter('getBranches', entityRef);
    return this.state.branches;
  }

  async getIssues(entityRef: string, query: IssuesQuery) {
    this.#enter('getIssues', entityRef, query);
    return this.state.issues(query);
  }

  #enter(method: Method, ...given: unknown[]): void {
    this.asked.push([method, ...given]);
    const failure = this.#failures.get(method);
    if (failure) {
      throw failure;
    }
  }
}
