import { Job } from '@internal/plugin-github-workflows-common';
import { answeringGateway } from '../__testUtils__/answeringGateway';
import { RunStore } from '../store/RunStore';
import { RunObserver } from './RunObserver';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };

const JOBS = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs';
const RUN = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';

const makeJob = (id: number, status: Job['status']): Job => ({
  id,
  name: `job ${id}`,
  status,
  steps: [],
});

const jobsAnswer = (...jobs: Job[]) => ({
  total_count: jobs.length,
  jobs: jobs.map(job => ({
    ...job,
    run_id: 7,
    conclusion: job.status === 'completed' ? 'success' : null,
    steps: [],
  })),
});

const runAnswer = {
  id: 7,
  workflow_id: 1,
  run_number: 3,
  run_attempt: 2,
  event: 'push',
  status: 'queued',
  conclusion: null,
  head_branch: 'main',
  head_sha: 'a'.repeat(40),
  path: '.github/workflows/ci.yml',
  created_at: '2026-11-22T10:00:00Z',
  updated_at: '2026-11-22T10:00:00Z',
  html_url: 'https://github.com/MobWorx/webapp/actions/runs/7',
};

/** Looks at a run of which the store knows one job that has ended and one under way. */
async function look(...answers: unknown[]) {
  const gateway = answeringGateway(...answers);
  const known = {
    run: { id: 7, attempt: 1, status: 'in_progress' },
    jobs: [makeJob(1, 'completed'), makeJob(2, 'in_progress')],
    seenAt: 1,
  };
  const store = {
    find: async () => known,
    record: async (_key: string, told: unknown) => told,
  } as unknown as RunStore;
  const observer = new RunObserver({ gateway, store, watchMs: 4_000 });
  const { run, jobs } = await observer.look(repository, 7);
  const routes = gateway.read.mock.calls.map(([, { route }]) => route);
  return { attempt: run.attempt, jobs: jobs.length, routes };
}

it.each<[string, Job[]]>([
  [
    'a job is under way',
    [makeJob(1, 'completed'), makeJob(2, 'in_progress'), makeJob(3, 'queued')],
  ],
  [
    'the next job has no runner yet',
    [makeJob(1, 'completed'), makeJob(2, 'completed'), makeJob(3, 'queued')],
  ],
])('asks for the jobs alone while %s', async (_name, jobs) => {
  expect(await look(jobsAnswer(...jobs))).toEqual({
    attempt: 1,
    jobs: 3,
    routes: [JOBS],
  });
});

it.each<[string, Job[]]>([
  ['nothing is left to do', [makeJob(1, 'completed'), makeJob(2, 'completed')]],
  [
    'a job waits for an approval',
    [makeJob(1, 'completed'), makeJob(2, 'in_progress'), makeJob(3, 'waiting')],
  ],
  [
    'there are the jobs of another attempt',
    [makeJob(11, 'completed'), makeJob(12, 'in_progress')],
  ],
])('asks for the run too when %s', async (_name, jobs) => {
  expect(await look(jobsAnswer(...jobs), runAnswer)).toEqual({
    attempt: 2,
    jobs: jobs.length,
    routes: [JOBS, RUN],
  });
});
