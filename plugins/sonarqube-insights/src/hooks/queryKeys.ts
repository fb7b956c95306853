import type {
  CodeQuery,
  IssuesQuery,
} from '@internal/plugin-sonarqube-insights-common';

const PLUGIN_ID = 'sonarqube';

/** Keys of the plugin's queries: plugin, what, entity, which. */
export const queryKeys = {
  summary: (entityRef: string) => [PLUGIN_ID, 'summary', entityRef],
  summaries: (entityRefs: string[]) => [PLUGIN_ID, 'summaries', entityRefs],
  related: (entityRef: string) => [PLUGIN_ID, 'related', entityRef],
  details: (entityRef: string, code: CodeQuery) => [
    PLUGIN_ID,
    'details',
    entityRef,
    code,
  ],
  history: (entityRef: string, branch: string | undefined) => [
    PLUGIN_ID,
    'history',
    entityRef,
    branch,
  ],
  branches: (entityRef: string) => [PLUGIN_ID, 'branches', entityRef],
  issues: (entityRef: string, query: IssuesQuery) => [
    PLUGIN_ID,
    'issues',
    entityRef,
    query,
  ],
};
