import { checkedGithub } from '../__testUtils__/checkedGithub';
import { startTryRun, tryWorkflow } from '../__testUtils__/tryRun';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

describe('a run', () => {
  it('goes from queued over in_progress to completed, its jobs in the order of their needs', async () => {
    const { github, get, states } = await startTryRun(start);
    expect(await get()).toMatchObject({ status: 'queued', conclusion: null });
    expect(await states()).toEqual([
      'build (22): queued',
      'build (24): queued',
    ]);
    github.clock.advance(1000);
    expect(await get()).toMatchObject({
      status: 'in_progress',
      conclusion: null,
    });
    expect(await states()).toEqual([
      'build (22): in_progress',
      'build (24): in_progress',
    ]);
    github.clock.advance(3000);
    expect(await states()).toEqual([
      'build (22): success',
      'build (24): success',
      'test: queued',
    ]);
    github.clock.advance(4000 + 4000);
    expect(await states()).toEqual([
      'build (22): success',
      'build (24): success',
      'test: success',
      'report: success',
    ]);
    const run = await get();
    expect(run).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(Date.parse(run.updated_at) - Date.parse(run.run_started_at)).toBe(
      12_000,
    );
  });

  it('shows each step while the job runs', async () => {
    const { github, call, path } = await startTryRun(start);
    github.clock.advance(2500);
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    expect(
      job.steps.map((step: any) => [
        step.number,
        step.name,
        step.conclusion ?? step.status,
      ]),
    ).toEqual([
      [1, 'Set up job', 'success'],
      [2, 'Run echo "on 22"', 'in_progress'],
      [3, 'Complete job', 'queued'],
    ]);
  });

  it('fails with a step that fails; what needs it is skipped unless it always runs', async () => {
    const { github, call, path, get, states } = await startTryRun(
      start,
      tryWorkflow.replace('echo "on', 'exit 1 # "on'),
    );
    github.clock.drain();
    expect(await get()).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
    });
    expect(await states()).toEqual([
      'build (22): failure',
      'build (24): failure',
      'test: skipped',
      'report: success',
    ]);
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    expect(job.steps.map((step: any) => step.conclusion)).toEqual([
      'success',
      'failure',
      'success',
    ]);
  });

  it('is cancelled after a moment; what always runs still runs', async () => {
    const { github, get, states, post } = await startTryRun(start);
    github.clock.advance(2000);
    expect((await post('cancel')).status).toBe(202);
    expect(await get()).toMatchObject({ status: 'in_progress' });
    github.clock.advance(1000);
    expect(await states()).toEqual([
      'build (22): cancelled',
      'build (24): cancelled',
      'test: skipped',
      'report: queued',
    ]);
    github.clock.drain();
    expect(await get()).toMatchObject({
      status: 'completed',
      conclusion: 'cancelled',
    });
    expect(await states()).toContain('report: success');
    expect(await post('cancel')).toMatchObject({
      status: 409,
      body: { message: 'Cannot cancel a workflow run that is completed.' },
    });
  });

  it('ends at once when forced', async () => {
    const { get, states, post } = await startTryRun(start);
    await post('force-cancel');
    expect(await get()).toMatchObject({
      status: 'completed',
      conclusion: 'cancelled',
    });
    expect(await states()).toEqual([
      'build (22): cancelled',
      'build (24): cancelled',
      'test: skipped',
      'report: skipped',
    ]);
    expect((await post('force-cancel')).status).toBe(409);
  });

  it('is cancelled while it waits for a runner, or forced while it runs', async () => {
    const waiting = await startTryRun(start, tryWorkflow, { cancelMs: 500 });
    await waiting.post('cancel');
    waiting.github.clock.advance(499);
    expect(await waiting.states()).toEqual([
      'build (22): queued',
      'build (24): queued',
    ]);
    waiting.github.clock.advance(1);
    expect(await waiting.states()).toEqual([
      'build (22): cancelled',
      'build (24): cancelled',
      'test: skipped',
      'report: queued',
    ]);
    waiting.github.clock.drain();
    expect(await waiting.get()).toMatchObject({
      status: 'completed',
      conclusion: 'cancelled',
    });
    const running = await startTryRun(start);
    running.github.clock.advance(2000);
    await running.post('force-cancel');
    expect(await running.get()).toMatchObject({
      status: 'completed',
      conclusion: 'cancelled',
    });
    const { jobs } = (await running.call(`GET ${running.path}/jobs`)).body;
    const steps = jobs[0].steps.map((step: any) => step.conclusion);
    expect(steps).toEqual(['success', 'cancelled', 'skipped']);
  });
});

describe('the log of a job', () => {
  it('is there once the job is done, at an address for one minute that takes no token', async () => {
    const { github, call, path } = await startTryRun(start);
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    const logs = () => call(`GET ${repo}/actions/jobs/${job.id}/logs`);
    expect((await logs()).status).toBe(404);
    github.clock.drain();
    const { status, headers } = await logs();
    expect(status).toBe(302);
    const location = headers.get('location')!;
    expect(new URL(location).origin).not.toBe(new URL(github.url).origin);
    const text = await (await fetch(location)).text();
    expect(text).toMatch(
      /^\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z Current runner version/,
    );
    expect(text).toMatch(/Z ##\[group\]Run echo "on 22"\n/);
    expect(text).toMatch(/Z on 22\n/);
    expect(
      (await fetch(location, { headers: { Authorization: 'Bearer x' } }))
        .status,
    ).toBe(403);
    expect((await fetch(location.replace(/sig=./, 'sig=x'))).status).toBe(403);
    github.clock.advance(60_000);
    expect((await fetch(location)).status).toBe(403);
  });
});

describe('a push', () => {
  it('starts the workflows that listen to its branch', async () => {
    const github = await start();
    const push = (branch: string, repository = 'developer-portal') =>
      github.state.push({
        owner: 'MobWorx',
        repo: repository,
        branch,
        actor: 'robin-hale',
        message: 'Change',
        files: { 'a.txt': 'a' },
      });
    const before = github.state.runs('MobWorx/developer-portal').length;
    await push('topic');
    expect(github.state.runs('MobWorx/developer-portal')).toHaveLength(before);
    const { sha } = await push('main');
    const [run] = github.state.runs('MobWorx/developer-portal').slice(before);
    expect(run).toMatchObject({
      event: 'push',
      headSha: sha,
      headBranch: 'main',
      // As the run-name of that workflow says.
      displayTitle: 'Deploy main to staging, then production',
    });
  });
});
