import {
  BugsnagErrorCode,
  bugsnagErrorCodes,
  Problem,
} from '@internal/plugin-bugsnag-common';
import {
  ProblemError,
  rewordRefusal,
  upstreamTitles,
} from '@internal/portal-react';

/** What went wrong, as a heading. Codes about the viewer or the request have those of their status. */
const TITLES: Partial<Record<BugsnagErrorCode, string>> = {
  ...upstreamTitles('bugsnag', 'Bugsnag'),
  cursor_invalid: 'This page of the list is gone',
  annotation_missing: 'No project in Bugsnag is named',
  annotation_malformed: 'The project key is malformed',
  not_configured: 'Bugsnag isn’t connected yet',
  organization_not_found: 'Bugsnag has no such organization',
  organization_ambiguous: 'Several organizations are called so',
  project_not_found: 'Bugsnag has no such project',
  project_ambiguous: 'Several projects are called so',
  project_gone: 'Bugsnag no longer has this project',
  bugsnag_credentials_rejected: 'Bugsnag rejects the portal’s token',
  bugsnag_forbidden: 'Bugsnag doesn’t show the portal this project',
  bugsnag_route_unknown: 'Something else answers for Bugsnag',
  bugsnag_projects_endless: 'Bugsnag’s list of projects doesn’t end',
};

/** The heading of a code, unless the code is none of ours or about the viewer. */
export function problemTitle(code: unknown): string | undefined {
  const known = bugsnagErrorCodes.find(one => one === code);
  return known && TITLES[known];
}

/** Why Bugsnag’s errors can’t be shown, with a heading, a code and a remedy of its own. */
export class BugsnagProblemError extends ProblemError {
  constructor(problem: Problem) {
    super(problem, problemTitle(problem.code) ?? 'Bugsnag can’t be shown');
  }
}

/** A refusal that has a heading of its own; anything else as it is. */
export const inOurWords = (error: unknown) =>
  rewordRefusal(
    error,
    problemTitle,
    problem => new BugsnagProblemError(problem),
  );
