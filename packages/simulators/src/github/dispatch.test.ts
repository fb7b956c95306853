import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();
const base = '/repos/MobWorx/appsync-service/actions/workflows';

async function startWithDispatch() {
  const github = await start();
  const call = caller(github, 'sam-okoro');
  const dispatch = (body: object, workflow = 'deploy.yml', headers = {}) =>
    call(`POST ${base}/${workflow}/dispatches`, { body, headers });
  return { github, call, dispatch };
}

describe('a dispatch', () => {
  it('starts a run on the branch, recorded with actor, ref and inputs', async () => {
    const { github, call, dispatch } = await startWithDispatch();
    const ref = 'feature/schema-v2';
    const inputs = { migration: 'expand', dry_run: 'false' };
    const { status, body } = await dispatch({
      ref,
      inputs,
      return_run_details: true,
    });
    expect(status).toBe(200);
    const head = github.state
      .repository('MobWorx/appsync-service')
      .git.refs.get(`refs/heads/${ref}`);
    expect(github.record.dispatches()).toEqual([
      {
        actor: 'sam-okoro',
        owner: 'MobWorx',
        repo: 'appsync-service',
        workflow: 'deploy.yml',
        ref,
        inputs,
        runId: body.workflow_run_id,
        headSha: head,
        at: new Date(github.clock.now()).toISOString(),
      },
    ]);
    const { body: run } = await call(
      `GET ${new URL(body.run_url).pathname.replace('/api/v3', '')}`,
    );
    expect(run).toMatchObject({
      event: 'workflow_dispatch',
      status: 'queued',
      head_branch: ref,
      head_sha: head,
      path: `.github/workflows/deploy.yml@${ref}`,
      display_title: 'Deploy feature/schema-v2 to staging (migration expand)',
      run_attempt: 1,
      actor: { login: 'sam-okoro' },
      triggering_actor: { login: 'sam-okoro' },
    });
    expect(run).not.toHaveProperty('inputs');
  });

  it('takes tags and full ref names, but no commit', async () => {
    const { github, dispatch } = await startWithDispatch();
    for (const ref of ['v1.5.0', 'refs/tags/v1.5.0', 'refs/heads/master']) {
      expect((await dispatch({ ref })).status).toBe(204);
    }
    const [run] = github.state.runs('MobWorx/appsync-service').slice(-1);
    expect(await dispatch({ ref: run.headSha })).toMatchObject({
      status: 422,
      body: { message: `No ref found for: ${run.headSha}` },
    });
  });

  it('tells the run in 200 always under 2026-03-10, which has no switch for it', async () => {
    const { dispatch } = await startWithDispatch();
    const headers = { 'X-GitHub-Api-Version': '2026-03-10' };
    expect(
      (await dispatch({ ref: 'master' }, 'deploy.yml', headers)).status,
    ).toBe(200);
    expect((await dispatch({ ref: 'master' })).status).toBe(204);
    expect(
      await dispatch(
        { ref: 'master', return_run_details: true },
        'deploy.yml',
        headers,
      ),
    ).toMatchObject({
      status: 422,
      body: {
        message:
          'Invalid request.\n\n"return_run_details" is not a permitted key.',
      },
    });
  });

  const manyInputs = Object.fromEntries(
    Array.from({ length: 26 }, (_, i) => [`i${i}`, '']),
  );
  const onBranch = { ref: 'feature/schema-v2' };
  it.each([
    [
      'a ref that is not there (trigger-workflow-and-wait#44)',
      { ref: 'nowhere' },
      'deploy.yml',
      'No ref found for: nowhere',
    ],
    [
      'a workflow without the trigger (workflow-dispatch#81)',
      { ref: 'master' },
      'ci.yml',
      "Workflow does not have 'workflow_dispatch' trigger",
    ],
    [
      'a file that is absent at the ref',
      onBranch,
      'seed-data.yml',
      "Workflow does not have 'workflow_dispatch' trigger",
    ],
    [
      'a workflow of GitHub itself',
      { ref: 'master' },
      'dependabot-updates',
      "Workflow does not have 'workflow_dispatch' trigger",
    ],
    [
      'a disabled workflow (workflow-dispatch#72)',
      { ref: 'master' },
      'legacy-deploy.yml',
      "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
    ],
    [
      'inputs of another branch (workflow-dispatch#80)',
      { ref: 'master', inputs: { migration: 'none', batch_size: '1' } },
      'deploy.yml',
      'Unexpected inputs provided: ["migration","batch_size"]',
    ],
    [
      'a missing required input (slash-command-dispatch#97)',
      onBranch,
      'deploy.yml',
      "Required input 'migration' not provided",
    ],
    [
      'an empty required input',
      { ...onBranch, inputs: { migration: '' } },
      'deploy.yml',
      "Required input 'migration' not provided",
    ],
    [
      'a value that is no choice (cli#5246)',
      { ref: 'master', inputs: { stage: 'moon' } },
      'deploy.yml',
      "Provided value 'moon' for input 'stage' not in the list of allowed values",
    ],
    [
      'an empty boolean (cli#5246)',
      { ref: 'master', inputs: { dry_run: '' } },
      'deploy.yml',
      "Provided value '' for input 'dry_run' not in the list of allowed values",
    ],
    [
      'a number in words',
      { ...onBranch, inputs: { migration: 'none', batch_size: 'many' } },
      'deploy.yml',
      "Provided value 'many' for input 'batch_size' is not a number",
    ],
    [
      'a value that is no string',
      { ref: 'master', inputs: { dry_run: true } },
      'deploy.yml',
      "Invalid request.\n\nFor 'properties/dry_run', true is not a string.",
    ],
    [
      '26 inputs',
      { ref: 'master', inputs: manyInputs },
      'deploy.yml',
      'Invalid request.\n\nNo more than 25 properties are allowed; 26 were supplied.',
    ],
    [
      'an oversized input',
      { ref: 'master', inputs: { version: 'x'.repeat(65_536) } },
      'deploy.yml',
      'inputs are too large.',
    ],
    ['no ref', {}, 'deploy.yml', 'Invalid request.\n\n"ref" wasn\'t supplied.'],
    [
      'inputs that are a list',
      { ref: 'master', inputs: [] },
      'deploy.yml',
      "Invalid request.\n\nFor 'properties/inputs', [] is not an object.",
    ],
    [
      'an unknown key',
      { ref: 'master', input: {} },
      'deploy.yml',
      'Invalid request.\n\n"input" is not a permitted key.',
    ],
  ])(
    'with %s is refused and starts nothing',
    async (_, body, workflow, message) => {
      const { github, dispatch } = await startWithDispatch();
      const runs = github.state.runs('MobWorx/appsync-service').length;
      expect(await dispatch(body, workflow)).toMatchObject({
        status: 422,
        body: { message },
      });
      expect(github.state.runs('MobWorx/appsync-service')).toHaveLength(runs);
      expect(github.record.dispatches()).toEqual([]);
    },
  );

  it('of a file that GitHub cannot parse names line and column (release-cloudflare-worker#1020)', async () => {
    const { dispatch } = await startWithDispatch();
    const { status, body } = await dispatch({ ref: 'broken/yaml' });
    expect(status).toBe(422);
    expect(body.message).toMatch(
      /^Invalid Argument - failed to parse workflow: \(Line: 8, Col: 1\): \S/,
    );
  });

  it('goes wrong with 404 for a workflow that is not registered, until it has run once', async () => {
    const { github, dispatch } = await startWithDispatch();
    const body = { ref: 'feature/schema-v2', inputs: { users: '3' } };
    expect((await dispatch(body, 'load-test.yml')).status).toBe(404);
    await github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'feature/schema-v2',
      actor: 'sam-okoro',
      message: 'Run the load test on each push',
      files: {
        '.github/workflows/load-test.yml':
          'on:\n  push:\n  workflow_dispatch:\n    inputs:\n      users: { type: number }\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n',
      },
    });
    expect((await dispatch(body, 'load-test.yml')).status).toBe(204);
  });

  it('is possible again once the workflow is enabled', async () => {
    const { call, dispatch } = await startWithDispatch();
    const body = { ref: 'master', inputs: { stage: 'dev' } };
    expect((await dispatch(body, 'legacy-deploy.yml')).status).toBe(422);
    expect((await call(`PUT ${base}/legacy-deploy.yml/enable`)).status).toBe(
      204,
    );
    expect((await dispatch(body, 'legacy-deploy.yml')).status).toBe(204);
    await call(`PUT ${base}/legacy-deploy.yml/disable`);
    expect((await call(`GET ${base}/legacy-deploy.yml`)).body.state).toBe(
      'disabled_manually',
    );
  });
});

describe('a dispatch on GitHub Enterprise Server', () => {
  it('names no run, knows no key for it, and takes ten inputs', async () => {
    const github = await start({ enterpriseServer: true });
    const call = caller(github, 'sam-okoro');
    const dispatch = (body: object) =>
      call(`POST ${base}/deploy.yml/dispatches`, { body });
    expect(
      await dispatch({ ref: 'master', return_run_details: true }),
    ).toMatchObject({
      status: 422,
      body: {
        message: expect.stringContaining(
          '"return_run_details" is not a permitted key.',
        ),
      },
    });
    const eleven = Object.fromEntries(
      Array.from({ length: 11 }, (_, at) => [`i${at}`, '']),
    );
    expect(await dispatch({ ref: 'master', inputs: eleven })).toMatchObject({
      status: 422,
      body: {
        message: expect.stringContaining(
          'No more than 10 properties are allowed; 11 were supplied.',
        ),
      },
    });
    expect(github.record.dispatches()).toEqual([]);
    expect(await dispatch({ ref: 'master' })).toMatchObject({ status: 204 });
    const [{ runId }] = github.record.dispatches();
    expect(
      await call(
        `GET /repos/MobWorx/appsync-service/actions/runs/${runId}/concurrency_groups`,
      ),
    ).toMatchObject({ status: 404 });
  });
});
