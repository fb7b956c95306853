import {
  CodedError,
  createUpstreamProblems,
  TELL_IF_IT_STAYS,
} from '@internal/upstream-node';
import { problem } from '../problems';

/** What Bugsnag shares with every upstream. */
export const bugsnag = createUpstreamProblems({
  prefix: 'bugsnag',
  title: 'Bugsnag',
  problem,
  remedies: {
    timeout: `Try again in a moment; a shorter period is counted sooner. ${TELL_IF_IT_STAYS}`,
    unreachable:
      'Tell the platform team: see whether bugsnag.apiBaseUrl is right and whether the portal may connect to it.',
    tooLarge:
      'Tell the platform team: a smaller bugsnag.resultsPerPage makes answers shorter.',
    notJson:
      'Tell the platform team: see whether bugsnag.apiBaseUrl is the address of the Data Access API, not that of the dashboard.',
    unexpected:
      'Tell the platform team: Bugsnag may be of a version that the portal does not know.',
    unavailable: `Try again in a moment; status.bugsnag.com tells of outages. ${TELL_IF_IT_STAYS}`,
  },
});

/** Bugsnag had enough; nothing more is sent until `until`, in milliseconds since the epoch. */
export function rateLimited(until: number): CodedError {
  // To the minute for a wait of days, to the second for one of seconds.
  const moment = new Date(until).toISOString().slice(0, 19).replace('T', ' ');
  return problem(
    'unavailable',
    'bugsnag_rate_limited',
    `Bugsnag says that it is asked too often (429), so the portal asks nothing until ${moment} UTC.`,
    'It goes on by itself then. If that happens often, the platform team can set a longer bugsnag.cacheTtl.',
  );
}

/**
 * Says why an HTTP status isn't what was asked for. A 401 of Bugsnag is never ours.
 *
 * @param project - name of the project that it is about, if any
 */
export function problemOfStatus(
  status: number,
  project: string | undefined,
): CodedError {
  if (status === 401) {
    return problem(
      'unavailable',
      'bugsnag_credentials_rejected',
      "Bugsnag doesn't accept the portal's token (401).",
      'Tell the platform team: bugsnag.token needs a personal auth token that is still valid.',
    );
  }
  if (status === 403) {
    return problem(
      'unavailable',
      'bugsnag_forbidden',
      `The portal's token may not see ${project ? `the project ${project}` : 'the account'} in Bugsnag (403).`,
      "Let an administrator of the organization add the token's user to the project.",
    );
  }
  if (status === 404) {
    return project
      ? problem(
          'absent',
          'project_gone',
          `Bugsnag no longer has the project ${project}, or the portal's token no longer sees it (404).`,
          'Correct the annotation bugsnag.com/project-key if the project was deleted or moved; otherwise see to the rights of the token.',
        )
      : problem(
          'unavailable',
          'bugsnag_route_unknown',
          'What answers in the place of Bugsnag does not know what every Bugsnag knows (404).',
          'Tell the platform team: see whether bugsnag.apiBaseUrl is the address of the Data Access API.',
        );
  }
  return bugsnag.ofStatus(status);
}
