import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import { startTryRun, tryWorkflow } from '../__testUtils__/tryRun';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

describe('a re-run', () => {
  it('runs again under the same id, as another attempt, for another actor', async () => {
    const { github, call, path, get, states, post } = await startTryRun(start);
    expect(await post('rerun')).toMatchObject({
      status: 403,
      body: { message: 'This workflow is already running' },
    });
    github.clock.drain();
    github.state.grant('jo-lindt', 'MobWorx/appsync-service', 'write');
    expect(
      (await caller(github, 'jo-lindt')(`POST ${path}/rerun`)).status,
    ).toBe(201);
    const first = (await call(`GET ${path}/attempts/1`)).body;
    const again = await get();
    expect(first).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      run_attempt: 1,
      previous_attempt_url: null,
    });
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
    const { github, states, post } = await startTryRun(
      start,
      tryWorkflow.replace('npm test', 'exit 1'),
    );
    github.clock.drain();
    expect(await states()).toEqual([
      'build (22): success',
      'build (24): success',
      'test: failure',
      'report: success',
    ]);
    expect((await post('rerun-failed-jobs')).status).toBe(201);
    expect(await states()).toEqual([
      'build (22): success',
      'build (24): success',
      'test: queued',
    ]);
    github.clock.drain();
    expect(await states()).toEqual([
      'build (22): success',
      'build (24): success',
      'test: failure',
      'report: success',
    ]);
  });

  it('repeats one job of a matrix and what needs it', async () => {
    const { github, call, path, states, post } = await startTryRun(start);
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    expect(
      (await call(`POST ${repo}/actions/jobs/${job.id}/rerun`)).body.message,
    ).toBe('The workflow run containing this job is already running');
    github.clock.drain();
    await call(`POST ${repo}/actions/jobs/${job.id}/rerun`);
    expect(await states()).toEqual([
      'build (24): success',
      'build (22): queued',
    ]);
    github.clock.drain();
    expect((await post('rerun-failed-jobs')).body.message).toBe(
      'This workflow run cannot be retried',
    );
  });

  it('cannot run again after 30 days', async () => {
    const { github, post } = await startTryRun(start);
    github.clock.advance(31 * 86_400_000);
    expect(await post('rerun')).toMatchObject({
      status: 403,
      body: { message: 'This workflow run cannot be rerun' },
    });
  });
});
