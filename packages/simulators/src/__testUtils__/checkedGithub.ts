import { ManualClock, type SimulatorClock } from '../clock';
import type { Exchange } from '../github/server';
import {
  startGithubSimulator,
  type GithubSimulator,
  type GithubSimulatorOptions,
} from '../github/simulator';
import { findOperation, schemaProblems } from './openapi';

/** The description has plain strings here. Values: docs.github.com/rest/actions/workflow-runs. */
const enums: Record<string, Set<unknown>> = {
  status: new Set([
    'queued',
    'in_progress',
    'completed',
    'waiting',
    'requested',
    'pending',
  ]),
  conclusion: new Set([
    null,
    'success',
    'failure',
    'neutral',
    'cancelled',
    'skipped',
    'timed_out',
    'action_required',
    'stale',
    'startup_failure',
  ]),
};

const withoutBody = new Set([204, 302, 304]);

/** What an exchange has that GitHub's description does not allow; empty when nothing. */
export function conformanceProblems(exchange: Exchange): string[] {
  const apiPath = /^\/api\/v3(\/.*)$/.exec(exchange.path)?.[1];
  if (!apiPath || exchange.faulty) {
    return [];
  }
  const operation = findOperation(exchange.method, apiPath);
  const label = (problem: string) =>
    `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`;
  if (!operation) {
    return exchange.status === 404 || exchange.status === 401
      ? []
      : [label('is no operation of GitHub')];
  }
  if (withoutBody.has(exchange.status)) {
    return exchange.body === '' ? [] : [label('has a body')];
  }
  if (exchange.status < 400 && !operation.responses[exchange.status]) {
    return [label('is a status that GitHub does not document here')];
  }
  if (!exchange.contentType?.startsWith('application/json')) {
    return /^application\/vnd\.github\..*raw/.test(exchange.contentType ?? '')
      ? []
      : [label(`has the type ${exchange.contentType}`)];
  }
  const body = JSON.parse(exchange.body);
  const problems = schemaProblems(operation, exchange.status, body).filter(
    // The description is that of 2022-11-28; 2026-03-10 drops `rate`.
    problem =>
      !(exchange.apiVersion === '2026-03-10' && problem.includes("'rate'")),
  );
  return [...problems, ...ownProblems(exchange.status, body)].map(label);
}

function ownProblems(status: number, body: any): string[] {
  if (status >= 400) {
    const isComplete =
      typeof body.message === 'string' &&
      String(body.documentation_url).startsWith('https://docs.github.com/') &&
      body.status === String(status);
    return isComplete
      ? []
      : ['an error without message, documentation_url or status'];
  }
  const isRunOrJob = (value: any) => 'run_attempt' in value;
  const listed = [
    body,
    ...(body.workflow_runs ?? []),
    ...(body.jobs ?? []),
  ].filter(
    value => typeof value === 'object' && value !== null && isRunOrJob(value),
  );
  return listed
    .flatMap(value => [value, ...(value.steps ?? [])])
    .flatMap(stateProblems);
}

function stateProblems({
  status,
  conclusion,
}: {
  status: string;
  conclusion: string | null;
}): string[] {
  const problems = [];
  if (!enums.status.has(status) || !enums.conclusion.has(conclusion)) {
    problems.push(`status ${status} with conclusion ${conclusion}`);
  }
  if ((status === 'completed') !== (conclusion !== null)) {
    problems.push(`conclusion ${conclusion} while ${status}`);
  }
  return problems;
}

/**
 * For a test file: starts simulators whose every response is checked against GitHub's official
 * description. Problems fail the test that caused them; what was started is closed after it.
 */
export function checkedGithub() {
  const running: GithubSimulator[] = [];
  const problems: string[] = [];
  const seen: Exchange[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map(github => github.close()));
    const found = problems.splice(0);
    seen.length = 0;
    expect(found).toEqual([]);
  });

  return {
    seen,
    async start<C extends SimulatorClock = ManualClock>(
      options: GithubSimulatorOptions<C> = {},
    ): Promise<GithubSimulator<C>> {
      const github = await startGithubSimulator({
        ...options,
        onExchange: exchange => {
          seen.push(exchange);
          problems.push(...conformanceProblems(exchange));
        },
      });
      running.push(github);
      return github;
    },
  };
}
