import {
  Problem,
  sonarqubeInsightsErrorCodes,
  SonarqubeInsightsErrorCode,
} from '@internal/plugin-sonarqube-insights-common';
import { ProblemError, upstreamTitles } from '@internal/portal-react';

/** What went wrong, as a heading. Codes about the viewer or the request have those of their status. */
const TITLES: Partial<Record<SonarqubeInsightsErrorCode, string>> = {
  ...upstreamTitles('sonarqube', 'SonarQube'),
  annotation_missing: 'No project in SonarQube is named',
  annotation_malformed: 'The project key is malformed',
  not_configured: 'SonarQube isn’t connected yet',
  instance_unknown: 'This SonarQube instance isn’t connected',
  project_not_found: 'SonarQube has no such project',
  branch_not_found: 'SonarQube has no such branch',
  pull_request_not_found: 'SonarQube has no such pull request',
  sonarqube_credentials_rejected: 'SonarQube rejects the portal’s token',
  sonarqube_forbidden: 'SonarQube doesn’t show the portal this project',
  sonarqube_metrics_endless: 'SonarQube’s list of metrics doesn’t end',
};

/** The heading of a code, unless the code is none of ours or about the viewer. */
export function problemTitle(code: unknown): string | undefined {
  const known = sonarqubeInsightsErrorCodes.find(one => one === code);
  return known && TITLES[known];
}

/** Why SonarQube’s numbers can’t be shown, with a heading, a code and a remedy of its own. */
export class SonarqubeProblemError extends ProblemError {
  constructor(problem: Problem) {
    super(problem, problemTitle(problem.code) ?? 'SonarQube can’t be shown');
  }
}
