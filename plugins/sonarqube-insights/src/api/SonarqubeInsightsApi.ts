import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  BranchesResponse,
  CodeQuery,
  DetailsResponse,
  HistoryResponse,
  IssuesQuery,
  IssuesResponse,
  Summary,
  SummaryItem,
} from '@internal/plugin-sonarqube-insights-common';

/**
 * What the views know of the backend. Entities are named by their refs; which project of which
 * instance that is, the backend reads in the catalog.
 *
 * A method rejects with a {@link SonarqubeProblemError} where SonarQube or the configuration is the
 * reason, and with a `ResponseError` of `@backstage/errors` where the viewer or the request is.
 */
export interface SonarqubeInsightsApi {
  /** The main branch in a few numbers; those asked for together make one request. */
  getSummary(entityRef: string): Promise<Summary>;
  /** Of any number of entities, each with its summary or why there is none. */
  getSummaries(entityRefs: string[]): Promise<SummaryItem[]>;
  getDetails(entityRef: string, code: CodeQuery): Promise<DetailsResponse>;
  /** The last 30 days of a branch, of the main branch by default. */
  getHistory(entityRef: string, branch?: string): Promise<HistoryResponse>;
  getBranches(entityRef: string): Promise<BranchesResponse>;
  getIssues(entityRef: string, query: IssuesQuery): Promise<IssuesResponse>;
}

/** The client of the plugin's backend. */
export const sonarqubeInsightsApiRef =
  createApiRef<SonarqubeInsightsApi>().with({
    id: 'plugin.sonarqube.insights',
    pluginId: 'sonarqube',
  });
