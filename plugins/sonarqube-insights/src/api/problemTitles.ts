import {
  Problem,
  sonarqubeInsightsErrorCodes,
  SonarqubeInsightsErrorCode,
} from '@internal/plugin-sonarqube-insights-common';

/** What went wrong, as a heading. Codes about the viewer or the request have those of their status. */
const TITLES: Partial<Record<SonarqubeInsightsErrorCode, string>> = {
  annotation_missing: 'No project in SonarQube is named',
  annotation_malformed: 'The project key is malformed',
  not_configured: 'SonarQube isn’t connected yet',
  instance_unknown: 'This SonarQube instance isn’t connected',
  project_not_found: 'SonarQube has no such project',
  branch_not_found: 'SonarQube has no such branch',
  pull_request_not_found: 'SonarQube has no such pull request',
  sonarqube_credentials_rejected: 'SonarQube rejects the portal’s token',
  sonarqube_forbidden: 'SonarQube doesn’t show the portal this project',
  sonarqube_rate_limited: 'SonarQube has been asked too often',
  sonarqube_unavailable: 'SonarQube itself is failing',
  sonarqube_timeout: 'SonarQube takes too long to answer',
  sonarqube_unreachable: 'SonarQube can’t be reached',
  sonarqube_paused: 'SonarQube is left alone for a moment',
  sonarqube_overloaded: 'Too many questions wait for SonarQube',
  sonarqube_answer_not_json: 'SonarQube sent a page instead of data',
  sonarqube_answer_truncated: 'SonarQube’s answer broke off',
  sonarqube_answer_too_large: 'SonarQube’s answer is too large',
  sonarqube_unexpected_answer: 'SonarQube’s answer can’t be understood',
  sonarqube_metrics_endless: 'SonarQube’s list of metrics doesn’t end',
};

/** The heading of a code, unless the code is none of ours or about the viewer. */
export function problemTitle(code: unknown): string | undefined {
  const known = sonarqubeInsightsErrorCodes.find(one => one === code);
  return known && TITLES[known];
}

/** Why SonarQube’s numbers can’t be shown, with a heading, a code and a remedy of its own. */
export class SonarqubeProblemError extends Error {
  readonly title: string;
  readonly code: string;
  readonly remedy: string;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'SonarqubeProblemError';
    this.title = problemTitle(problem.code) ?? 'SonarQube can’t be shown';
    this.code = problem.code;
    this.remedy = problem.remedy;
  }
}
