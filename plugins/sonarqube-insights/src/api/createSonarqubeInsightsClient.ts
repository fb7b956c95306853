import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  branchesResponseSchema,
  detailsResponseSchema,
  historyResponseSchema,
  issuesResponseSchema,
  MAX_SUMMARIES,
  summariesResponseSchema,
  SummaryItem,
} from '@internal/plugin-sonarqube-insights-common';
import { BackendCalls, entityPath } from '@internal/portal-react';
import { inOurWords } from './inOurWords';
import type { SonarqubeInsightsApi } from './SonarqubeInsightsApi';
import { SummaryBatch } from './SummaryBatch';

function portionsOf<T>(all: T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** Makes the client of the plugin's backend from the app's own services. */
export function createSonarqubeInsightsClient(options: {
  fetchApi: FetchApi;
}): SonarqubeInsightsApi {
  const calls = new BackendCalls({
    ...options,
    pluginId: 'sonarqube-insights',
    reword: inOurWords,
  });

  async function getSummaries(entityRefs: string[]): Promise<SummaryItem[]> {
    const answers = await Promise.all(
      portionsOf(entityRefs, MAX_SUMMARIES).map(portion =>
        calls.post(summariesResponseSchema, '/summaries', {
          entityRefs: portion,
        }),
      ),
    );
    return answers.flatMap(({ items }) => items);
  }

  const batch = new SummaryBatch(getSummaries);
  return {
    getSummary: entityRef => batch.get(entityRef),
    getSummaries,
    getDetails: (entityRef, code) =>
      calls.get(
        detailsResponseSchema,
        `${entityPath(entityRef)}/details`,
        code,
      ),
    getHistory: (entityRef, branch) =>
      calls.get(historyResponseSchema, `${entityPath(entityRef)}/history`, {
        branch,
      }),
    getBranches: entityRef =>
      calls.get(branchesResponseSchema, `${entityPath(entityRef)}/branches`),
    getIssues: (entityRef, query) =>
      calls.get(issuesResponseSchema, `${entityPath(entityRef)}/issues`, query),
  };
}
