import { RequestError } from '@octokit/request-error';
import { UpstreamError } from '@internal/upstream-node';
import { problem } from '../problems';
import { Identity, mapGithubError } from './errors';
import { BudgetPausedError } from './RateBudget';

function refused(status: number, data: unknown = {}, headers = {}) {
  const request = { method: 'GET' as const, url: 'https://x/', headers: {} };
  return new RequestError('refused', status, {
    request,
    response: { status, url: 'https://x/', headers, data },
  });
}

const withoutAnswer = (status: number) =>
  new RequestError('refused', status, {
    request: { method: 'GET', url: 'https://x/', headers: {} },
  });

it.each<[string, Error, Identity, string, RegExp]>([
  [
    'a portal that leaves GitHub alone',
    new UpstreamError('GitHub', 'paused', 'left alone', false),
    'portal',
    'github_unreachable',
    /leaves it alone/,
  ],
  [
    'a pause that Octokit has wrapped',
    new Error('x', { cause: new BudgetPausedError(Date.now() + 600_000) }),
    'portal',
    'github_rate_limited',
    /in 10 minutes/,
  ],
  [
    'a limit that says nothing of its end',
    refused(429),
    'user',
    'github_rate_limited',
    /in a minute/,
  ],
  [
    'a limit that came without an answer',
    withoutAnswer(429),
    'user',
    'github_rate_limited',
    /in a minute/,
  ],
  [
    'a refusal that came without an answer',
    withoutAnswer(403),
    'user',
    'github_forbidden',
    /you lack the right\./,
  ],
  [
    "a refusal of a person, in GitHub's words",
    refused(403, { message: 'Must have admin rights.' }),
    'user',
    'github_forbidden',
    /do this: Must have admin rights\./,
  ],
  [
    'a refusal of the App without words',
    refused(403, 'no JSON'),
    'app',
    'github_forbidden',
    /it lacks the right\..*Actions: write/,
  ],
  [
    "a refusal of the App, in GitHub's words",
    refused(403, { message: 'Resource not accessible by integration' }),
    'app',
    'github_forbidden',
    /Resource not accessible by integration/,
  ],
  [
    'a resource of which the caller says nothing',
    refused(404),
    'portal',
    'repository_not_found',
    /no such repository/,
  ],
  [
    'a mistake of our own',
    new TypeError('x is not a function'),
    'portal',
    'github_unexpected_answer',
    /isn't one that the portal understands/,
  ],
])('says %s', (_name, error, identity, code, words) => {
  const mapped = mapGithubError(error, identity) as Error & { remedy?: string };
  expect(mapped).toMatchObject({ code });
  expect(`${mapped.message} ${mapped.remedy ?? ''}`).toMatch(words);
});

it('leaves what is said already as it is', () => {
  const said = problem('absent', 'run_not_found', 'No.', 'Look elsewhere.');
  expect(mapGithubError(said, 'portal')).toBe(said);
});
