import { knownRunOf, mapJob, mapRun } from './mapRuns';

const run = {
  id: 1,
  workflow_id: 2,
  run_number: 3,
  event: 'push',
  status: 'in_progress',
  conclusion: null,
  head_branch: null,
  head_sha: 'a'.repeat(40),
  path: 'dynamic/dependabot',
  created_at: '2026-11-22T10:00:00Z',
  updated_at: '2026-11-22T10:01:00Z',
  html_url: 'https://github.com/MobWorx/webapp/actions/runs/1',
};

it('does with what GitHub leaves out, and with words that are newer than it', () => {
  expect(mapRun(run)).toMatchObject({
    attempt: 1,
    workflowName: 'dynamic/dependabot',
    workflowFile: '',
    title: '',
    status: 'in_progress',
    conclusion: undefined,
    ref: undefined,
    actor: undefined,
    completedAt: undefined,
  });
  const newer = { ...run, status: 'completed', conclusion: 'vaporized' };
  expect(mapRun(newer)).toMatchObject({
    status: 'completed',
    conclusion: 'unknown',
    completedAt: '2026-11-22T10:01:00Z',
  });
  expect(mapRun({ ...run, status: 'dreaming' }).status).toBe('unknown');
  expect(knownRunOf(run)).toMatchObject({
    checkSuiteId: undefined,
    changedAt: Date.parse('2026-11-22T10:01:00Z'),
  });
});

it('takes the names that there are', () => {
  const path = '.github/workflows/deploy.yml@refs/heads/main';
  expect(mapRun({ ...run, path })).toMatchObject({
    workflowName: 'deploy.yml',
    workflowFile: 'deploy.yml',
    title: 'deploy.yml',
  });
  expect(
    mapRun({
      ...run,
      path,
      name: 'Deploy',
      run_attempt: 2,
      head_branch: 'main',
      actor: { login: 'sam-okoro' },
      triggering_actor: { login: 'kim-sato' },
    }),
  ).toMatchObject({
    attempt: 2,
    workflowName: 'Deploy',
    title: 'Deploy',
    ref: 'main',
    actor: 'sam-okoro',
    triggeringActor: 'kim-sato',
  });
});

it('maps a job without steps, and brings steps into their order', () => {
  const job = {
    id: 1,
    run_id: 1,
    name: 'build',
    status: 'completed',
    conclusion: 'success',
    started_at: null,
    completed_at: null,
  };
  expect(mapJob(job)).toMatchObject({
    steps: [],
    htmlUrl: undefined,
    runnerName: undefined,
    startedAt: undefined,
    completedAt: undefined,
  });
  const step = {
    status: 'queued',
    conclusion: null,
    started_at: null,
    completed_at: null,
  };
  const steps = [
    { ...step, number: 2, name: 'b' },
    { ...step, number: 1, name: 'a' },
  ];
  expect(mapJob({ ...job, steps }).steps.map(({ name }) => name)).toEqual([
    'a',
    'b',
  ]);
});
