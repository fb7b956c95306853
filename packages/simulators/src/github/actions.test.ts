import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

const workflow = `on: workflow_dispatch
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [22, 24]
    steps:
      - run: echo "on \${{ matrix.node }}"
  test:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  report:
    needs: test
    if: always()
    runs-on: ubuntu-latest
    steps:
      - run: echo done
`;

/** A run of a workflow on a branch of its own; each step takes a second, a runner comes after one. */
async function startRun(file = workflow) {
  const github = await start();
  await github.state.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch: 'master',
    message: 'Try something',
    actor: 'sam-okoro',
    files: { '.github/workflows/try.yml': file, '.github/workflows/ci.yml': null },
  });
  const call = caller(github, 'sam-okoro');
  const { body } = await call(`POST ${repo}/actions/workflows/try.yml/dispatches`, {
    body: { ref: 'master', return_run_details: true },
  });
  const path = `${repo}/actions/runs/${body.workflow_run_id}`;
  const get = async () => (await call(`GET ${path}`)).body;
  const states = async (query = '') => {
    const { jobs } = (await call(`GET ${path}/jobs${query}`)).body;
    return jobs.map((job: any) => `${job.name}: ${job.conclusion ?? job.status}`);
  };
  const post = (action: string) => call(`POST ${path}/${action}`);
  return { github, call, path, get, states, post };
}

describe('a run', () => {
  it('goes from queued over in_progress to completed, its jobs in the order of their needs', async () => {
    const { github, get, states } = await startRun();
    expect(await get()).toMatchObject({ status: 'queued', conclusion: null });
    expect(await states()).toEqual(['build (22): queued', 'build (24): queued']);
    github.clock.advance(1000);
    expect(await get()).toMatchObject({ status: 'in_progress', conclusion: null });
    expect(await states()).toEqual(['build (22): in_progress', 'build (24): in_progress']);
    github.clock.advance(3000);
    expect(await states()).toEqual(['build (22): success', 'build (24): success', 'test: queued']);
    github.clock.advance(4000 + 4000);
    expect(await states()).toEqual(['build (22): success', 'build (24): success', 'test: success', 'report: success']);
    const run = await get();
    expect(run).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(Date.parse(run.updated_at) - Date.parse(run.run_started_at)).toBe(12_000);
  });

  it('shows each step while the job runs', async () => {
    const { github, call, path } = await startRun();
    github.clock.advance(2500);
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    expect(job.steps.map((step: any) => [step.number, step.name, step.conclusion ?? step.status])).toEqual([
      [1, 'Set up job', 'success'],
      [2, 'Run echo "on 22"', 'in_progress'],
      [3, 'Complete job', 'queued'],
    ]);
  });

  it('fails with a step that fails; what needs it is skipped unless it always runs', async () => {
    const { github, call, path, get, states } = await startRun(workflow.replace('echo "on', 'exit 1 # "on'));
    github.clock.drain();
    expect(await get()).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(await states()).toEqual(['build (22): failure', 'build (24): failure', 'test: skipped', 'report: success']);
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    expect(job.steps.map((step: any) => step.conclusion)).toEqual(['success', 'failure', 'success']);
  });

  it('is cancelled after a moment; what always runs still runs', async () => {
    const { github, get, states, post } = await startRun();
    github.clock.advance(2000);
    expect((await post('cancel')).status).toBe(202);
    expect(await get()).toMatchObject({ status: 'in_progress' });
    github.clock.advance(1000);
    expect(await states()).toEqual(['build (22): cancelled', 'build (24): cancelled', 'test: skipped', 'report: queued']);
    github.clock.drain();
    expect(await get()).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    expect(await states()).toContain('report: success');
    expect(await post('cancel')).toMatchObject({
      status: 409,
      body: { message: 'Cannot cancel a workflow run that is completed.' },
    });
  });

  it('ends at once when forced', async () => {
    const { get, states, post } = await startRun();
    await post('force-cancel');
    expect(await get()).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    expect(await states()).toEqual(['build (22): cancelled', 'build (24): cancelled', 'test: skipped', 'report: skipped']);
    expect((await post('force-cancel')).status).toBe(409);
  });

  it('is cancelled while it waits for a runner, or forced while it runs', async () => {
    const waiting = await startRun();
    await waiting.post('cancel');
    waiting.github.clock.advance(999);
    expect(await waiting.states()).toEqual(['build (22): queued', 'build (24): queued']);
    waiting.github.clock.drain();
    expect(await waiting.get()).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    const running = await startRun();
    running.github.clock.advance(2000);
    await running.post('force-cancel');
    expect(await running.get()).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    const { jobs } = (await running.call(`GET ${running.path}/jobs`)).body;
    const steps = jobs[0].steps.map((step: any) => step.conclusion);
    expect(steps).toEqual(['success', 'cancelled', 'skipped']);
  });

  it('runs again under the same id, as another attempt, for another actor', async () => {
    const { github, call, path, get, states, post } = await startRun();
    expect(await post('rerun')).toMatchObject({ status: 403, body: { message: 'This workflow is already running' } });
    github.clock.drain();
    github.state.grant('jo-lindt', 'MobWorx/appsync-service', 'write');
    expect((await caller(github, 'jo-lindt')(`POST ${path}/rerun`)).status).toBe(201);
    const first = (await call(`GET ${path}/attempts/1`)).body;
    const again = await get();
    expect(first).toMatchObject({ status: 'completed', conclusion: 'success', run_attempt: 1, previous_attempt_url: null });
    expect(again).toMatchObject({
      id: first.id,
      run_number: first.run_number,
      head_sha: first.head_sha,
      status: 'queued',
      conclusion: null,
      run_attempt: 2,
      actor: { login: 'sam-okoro' },
      triggering_actor: { login: 'jo-lindt' },
    });
    expect(again.previous_attempt_url).toBe(`${again.url}/attempts/1`);
    expect(await states('?filter=all')).toHaveLength(4 + 2);
    expect((await call(`GET ${path}/attempts/3`)).status).toBe(404);
  });

  it('repeats only what failed and what needs it', async () => {
    const { github, states, post } = await startRun(workflow.replace('npm test', 'exit 1'));
    github.clock.drain();
    expect(await states()).toEqual(['build (22): success', 'build (24): success', 'test: failure', 'report: success']);
    expect((await post('rerun-failed-jobs')).status).toBe(201);
    expect(await states()).toEqual(['build (22): success', 'build (24): success', 'test: queued']);
    github.clock.drain();
    expect(await states()).toEqual(['build (22): success', 'build (24): success', 'test: failure', 'report: success']);
  });

  it('repeats one job of a matrix and what needs it', async () => {
    const { github, call, path, states, post } = await startRun();
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    expect((await call(`POST ${repo}/actions/jobs/${job.id}/rerun`)).body.message).toBe(
      'The workflow run containing this job is already running',
    );
    github.clock.drain();
    await call(`POST ${repo}/actions/jobs/${job.id}/rerun`);
    expect(await states()).toEqual(['build (24): success', 'build (22): queued']);
    github.clock.drain();
    expect((await post('rerun-failed-jobs')).body.message).toBe('This workflow run cannot be retried');
  });

  it('cannot run again after 30 days', async () => {
    const { github, post } = await startRun();
    github.clock.advance(31 * 86_400_000);
    expect(await post('rerun')).toMatchObject({ status: 403, body: { message: 'This workflow run cannot be rerun' } });
  });
});

describe('the log of a job', () => {
  it('is there once the job is done, at an address for one minute that takes no token', async () => {
    const { github, call, path } = await startRun();
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    const logs = () => call(`GET ${repo}/actions/jobs/${job.id}/logs`);
    expect((await logs()).status).toBe(404);
    github.clock.drain();
    const { status, headers } = await logs();
    expect(status).toBe(302);
    const location = headers.get('location')!;
    expect(new URL(location).origin).not.toBe(new URL(github.url).origin);
    const text = await (await fetch(location)).text();
    expect(text).toMatch(/^\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z Current runner version/);
    expect(text).toMatch(/Z ##\[group\]Run echo "on 22"\n/);
    expect(text).toMatch(/Z on 22\n/);
    expect((await fetch(location, { headers: { Authorization: 'Bearer x' } })).status).toBe(403);
    expect((await fetch(location.replace(/sig=./, 'sig=x'))).status).toBe(403);
    github.clock.advance(60_000);
    expect((await fetch(location)).status).toBe(403);
  });
});

describe('a push', () => {
  it('starts the workflows that listen to its branch', async () => {
    const github = await start();
    const push = (branch: string, repository = 'developer-portal') =>
      github.state.push({ owner: 'MobWorx', repo: repository, branch, actor: 'robin-hale', message: 'Change', files: { 'a.txt': 'a' } });
    const before = github.state.runs('MobWorx/developer-portal').length;
    await push('topic');
    expect(github.state.runs('MobWorx/developer-portal')).toHaveLength(before);
    const { sha } = await push('main');
    const [run] = github.state.runs('MobWorx/developer-portal').slice(before);
    expect(run).toMatchObject({ event: 'push', headSha: sha, headBranch: 'main', displayTitle: 'Change' });
  });
});
