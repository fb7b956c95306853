import type { Request } from 'express';
import { GithubError } from '../errors';
import { latestAttempt, type WorkflowRun } from '../types';

const statuses = [
  'completed',
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'skipped',
  'stale',
  'success',
  'timed_out',
  'in_progress',
  'queued',
  'requested',
  'waiting',
  'pending',
];

/** A filtered list holds at most this many. Source: docs.github.com, list-workflow-runs-for-a-repository. */
const searchLimit = 1000;

const start = (date: string): number => Date.parse(date);

/** A date without a time means the whole day. */
const end = (date: string): number =>
  /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? Date.parse(`${date}T23:59:59.999Z`)
    : Date.parse(date);

type Filter = (run: WorkflowRun, value: string) => boolean;

const filters: Record<string, Filter> = {
  actor: (run, login) => run.actor.login.toLowerCase() === login.toLowerCase(),
  branch: (run, branch) => run.headBranch === branch,
  event: (run, event) => run.event === event,
  head_sha: (run, sha) => run.headSha === sha,
  created: (run, range) => isWithin(run.createdAt, range),
  status: (run, status) => {
    const attempt = latestAttempt(run);
    return attempt.status === status || attempt.conclusion === status;
  },
};

/** The runs that a query asks for, newest first. @throws GithubError 422 for an unknown status */
export function filterRuns(
  query: Request['query'],
  runs: WorkflowRun[],
): WorkflowRun[] {
  const asked = Object.entries(query).filter(
    (entry): entry is [string, string] =>
      entry[0] in filters && typeof entry[1] === 'string',
  );
  for (const [name, value] of asked) {
    if (name === 'status' && !statuses.includes(value)) {
      throw new GithubError(422, 'Validation Failed', {
        errors: [{ resource: 'WorkflowRun', field: 'status', code: 'invalid' }],
      });
    }
  }
  const found = runs
    .filter(run => asked.every(([name, value]) => filters[name](run, value)))
    .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  return asked.length > 0 ? found.slice(0, searchLimit) : found;
}

/** GitHub's search syntax for dates: `>=D`, `<D`, `D..D`, `D..*`, or one day. */
function isWithin(time: number, range: string): boolean {
  const between = /^(.+)\.\.(.+)$/.exec(range);
  if (between) {
    const [from, to] = [between[1], between[2]];
    return (
      (from === '*' || time >= start(from)) && (to === '*' || time <= end(to))
    );
  }
  const [, operator, date] = /^(>=|<=|>|<)?(.+)$/.exec(range)!;
  switch (operator) {
    case '>=':
      return time >= start(date);
    case '>':
      return time > end(date);
    case '<=':
      return time <= end(date);
    case '<':
      return time < start(date);
    default:
      return time >= start(date) && time <= end(date);
  }
}
