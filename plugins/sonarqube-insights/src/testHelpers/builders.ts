import type {
  BranchesResponse,
  DetailsResponse,
  GateCondition,
  HistoryResponse,
  Issue,
  IssuesResponse,
  Problem,
  Project,
  Summary,
} from '@internal/plugin-sonarqube-insights-common';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A moment that long ago. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export const WEBAPP = 'component:default/webapp';

const project: Project = {
  instance: 'default',
  instanceUrl: 'https://sonar.example/code',
  key: 'mobworx_webapp',
  name: 'WebApp',
};

const fresh = () => ({ fetchedAt: ago(60_000), stale: false });

/** What SonarQube says of a component that fails its gate; coverage is measured. */
export function makeSummary(summary: Partial<Summary> = {}): Summary {
  return {
    entityRef: WEBAPP,
    project,
    analysedAt: ago(3 * HOUR_MS),
    gateStatus: 'ERROR',
    measures: {
      bugs: 3,
      reliability_rating: 3,
      vulnerabilities: 0,
      security_rating: 1,
      code_smells: 1234,
      sqale_rating: 2,
      security_hotspots_reviewed: 80,
      security_review_rating: 2,
      coverage: 71.25,
      duplicated_lines_density: 2,
    },
    ...fresh(),
    ...summary,
  };
}

/** A condition that coverage of new code fails by 7.9 points. */
export function makeCondition(
  condition: Partial<GateCondition> = {},
): GateCondition {
  return {
    metric: 'new_coverage',
    metricName: 'Coverage on New Code',
    metricType: 'PERCENT',
    onNewCode: true,
    comparator: 'LT',
    threshold: '80',
    actual: '72.1',
    status: 'ERROR',
    missedBy: 7.9,
    ...condition,
  };
}

export function makeDetails(
  details: Partial<DetailsResponse> = {},
): DetailsResponse {
  return {
    entityRef: WEBAPP,
    project,
    code: {},
    url: 'https://sonar.example/code/dashboard?id=mobworx_webapp',
    mode: 'STANDARD_EXPERIENCE',
    analysedAt: ago(3 * HOUR_MS),
    version: '2.4.0',
    gate: {
      status: 'ERROR',
      conditions: [
        makeCondition(),
        makeCondition({
          metric: 'new_reliability_rating',
          metricName: 'Reliability Rating on New Code',
          metricType: 'RATING',
          comparator: 'GT',
          threshold: '1',
          actual: '1',
          status: 'OK',
          missedBy: undefined,
        }),
      ],
      ignoredConditions: false,
      newCodePeriod: { mode: 'PREVIOUS_VERSION', parameter: '2.3.0' },
    },
    overall: { ...makeSummary().measures, ncloc: 45_678, sqale_index: 1_500 },
    newCode: { new_bugs: 1, new_reliability_rating: 2, new_coverage: 72.1 },
    ...fresh(),
    ...details,
  };
}

/** Two analyses of the main branch, a day apart. */
export function makeHistory(
  history: Partial<HistoryResponse> = {},
): HistoryResponse {
  return {
    entityRef: WEBAPP,
    code: {},
    from: ago(30 * DAY_MS),
    to: ago(0),
    series: [
      {
        metric: 'bugs',
        points: [
          { at: ago(2 * DAY_MS), value: 5 },
          { at: ago(DAY_MS), value: 3 },
        ],
      },
      {
        metric: 'coverage',
        points: [{ at: ago(DAY_MS), value: 71.25 }],
      },
    ],
    ...fresh(),
    ...history,
  };
}

export function makeBranches(
  branches: Partial<BranchesResponse> = {},
): BranchesResponse {
  return {
    entityRef: WEBAPP,
    branches: [
      { name: 'main', isMain: true, gateStatus: 'ERROR' },
      { name: 'release/2.x', isMain: false, gateStatus: 'OK' },
    ],
    pullRequests: [
      {
        key: '142',
        title: 'Add chat',
        branch: 'feature/chat',
        gateStatus: 'OK',
      },
    ],
    pullRequestsSupported: true,
    more: false,
    ...fresh(),
    ...branches,
  };
}

export function makeIssue(issue: Partial<Issue> = {}): Issue {
  return {
    key: 'AX1',
    rule: 'typescript:S2259',
    ruleName: 'Null pointers should not be dereferenced',
    message: 'Remove this dereference of "room": it may be null.',
    type: 'BUG',
    severity: 'CRITICAL',
    impacts: [{ softwareQuality: 'RELIABILITY', severity: 'HIGH' }],
    file: 'src/rooms/join.ts',
    line: 42,
    effort: '10min',
    createdAt: ago(5 * DAY_MS),
    url: 'https://sonar.example/code/project/issues?id=mobworx_webapp&open=AX1',
    ...issue,
  };
}

export function makeIssues(
  issues: Partial<IssuesResponse> = {},
): IssuesResponse {
  return {
    entityRef: WEBAPP,
    code: {},
    scope: 'overall',
    mode: 'STANDARD_EXPERIENCE',
    issues: [makeIssue()],
    total: 1237,
    url: 'https://sonar.example/code/project/issues?id=mobworx_webapp',
    ...fresh(),
    ...issues,
  };
}

export function makeProblem(problem: Partial<Problem> = {}): Problem {
  return {
    code: 'sonarqube_unavailable',
    message: 'SonarQube answered 500.',
    remedy: 'Look at SonarQube’s own status.',
    ...problem,
  };
}
