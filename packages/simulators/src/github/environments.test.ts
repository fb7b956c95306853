import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import { findEnvironment, mayDeploy } from './environments';
import type { GithubSimulator, GithubSimulatorOptions } from './simulator';

const { start } = checkedGithub();
const studio = '/repos/MobWorx/studio-service';
const minute = 60_000;

/** A run of a repository's deploy workflow to production, with what one asks about it. */
async function deploy(
  options: {
    login?: string;
    repo?: string;
    ref?: string;
    simulator?: GithubSimulatorOptions;
  } = {},
) {
  const { login = 'lee-moran', repo = studio, ref = 'main' } = options;
  const github = await start(options.simulator);
  const call = caller(github, login);
  const { body } = await call(
    `POST ${repo}/actions/workflows/deploy.yml/dispatches`,
    {
      body: { ref, inputs: { stage: 'production' }, return_run_details: true },
    },
  );
  const path = `${repo}/actions/runs/${body.workflow_run_id}`;
  const state = async () => {
    const { status, conclusion } = (await call(`GET ${path}`)).body;
    const { jobs } = (await call(`GET ${path}/jobs`)).body;
    return [
      conclusion ?? status,
      ...jobs.map((job: any) => job.conclusion ?? job.status),
    ];
  };
  const pending = async (as = login) =>
    (await caller(github, as)(`GET ${path}/pending_deployments`)).body;
  const review = async (as: string, request: object = {}) => {
    const [first] = await pending(as);
    return caller(github, as)(`POST ${path}/pending_deployments`, {
      body: {
        environment_ids: [first?.environment.id ?? 1],
        state: 'approved',
        comment: 'Looks good',
        ...request,
      },
    });
  };
  return { github, call, path, state, pending, review };
}

const nothingToReview = {
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: 'No pending deployment requests to approve or reject',
  },
};

describe('an environment that needs a review', () => {
  it('holds the job until a reviewer approves, who is not the one who started it', async () => {
    const { github, call, path, state, pending, review } = await deploy();
    github.clock.advance(60 * minute);
    expect(await state()).toEqual(['waiting', 'waiting']);
    expect(
      (await call(`GET ${studio}/actions/runs?status=waiting`)).body
        .total_count,
    ).toBe(1);
    expect(await pending('lee-moran')).toMatchObject([
      {
        environment: { name: 'production' },
        wait_timer: 0,
        wait_timer_started_at: null,
        current_user_can_approve: false,
        reviewers: [
          { type: 'User', reviewer: { login: 'lee-moran' } },
          { type: 'User', reviewer: { login: 'robin-hale' } },
        ],
      },
    ]);
    expect((await pending('robin-hale'))[0].current_user_can_approve).toBe(
      true,
    );
    // Who started it, somebody who is no reviewer, the portal's reader: all in the same words.
    for (const login of ['lee-moran', 'sam-okoro']) {
      expect(await review(login)).toMatchObject(nothingToReview);
    }
    expect(await review('robin-hale')).toMatchObject({
      status: 200,
      body: [{ environment: 'production', creator: { login: 'lee-moran' } }],
    });
    expect(await state()).toEqual(['queued', 'queued']);
    expect(await review('robin-hale')).toMatchObject(nothingToReview);
    github.clock.drain();
    expect(await state()).toEqual(['success', 'success']);
    expect((await call(`GET ${path}/approvals`)).body).toMatchObject([
      {
        state: 'approved',
        comment: 'Looks good',
        user: { login: 'robin-hale' },
        environments: [{ name: 'production' }],
      },
    ]);
  });

  it('fails the job when a reviewer rejects', async () => {
    const { state, review } = await deploy();
    expect((await review('robin-hale', { state: 'rejected' })).status).toBe(
      200,
    );
    expect(await state()).toEqual(['failure', 'failure']);
  });

  it('lets go of a run that is cancelled meanwhile', async () => {
    const { github, call, path, state, pending } = await deploy();
    await call(`POST ${path}/cancel`);
    github.clock.drain();
    expect(await state()).toEqual(['cancelled', 'cancelled']);
    expect(await pending()).toEqual([]);
  });

  it('asks whoever ran it again instead of whoever ran it first', async () => {
    const { github, call, path, review, pending } = await deploy();
    await review('robin-hale', { state: 'rejected' });
    github.state.grant('robin-hale', 'MobWorx/studio-service', 'write');
    await caller(github, 'robin-hale')(`POST ${path}/rerun`);
    expect((await pending('robin-hale'))[0].current_user_can_approve).toBe(
      false,
    );
    expect((await pending('lee-moran'))[0].current_user_can_approve).toBe(true);
    expect((await call(`GET ${path}`)).body.status).toBe('waiting');
  });

  it('may ask a team', async () => {
    const { pending } = await deploy({
      login: 'max-rivera',
      repo: '/repos/MobWorx/webapp',
    });
    expect(await pending('robin-hale')).toMatchObject([
      {
        current_user_can_approve: true,
        reviewers: [{ type: 'Team', reviewer: { slug: 'platform' } }],
      },
    ]);
    expect((await pending())[0].current_user_can_approve).toBe(false);
  });

  it.each([
    [{ environment_ids: 'production' }, /environment_ids/],
    [{ environment_ids: ['1'] }, /environment_ids/],
    [{ state: 'maybe' }, /maybe is not a member/],
    [{ comment: undefined }, /comment/],
  ])('refuses the review %j', async (request, message) => {
    const { review, state } = await deploy();
    const { status, body } = await review('robin-hale', request);
    expect([status, body.message]).toEqual([
      422,
      expect.stringMatching(message),
    ]);
    expect(await state()).toEqual(['waiting', 'waiting']);
  });

  it('takes no review from an App or from nobody', async () => {
    const { github, path } = await deploy();
    const appCaller = caller(github);
    const jwt = createAppAuth({
      appId: 70100,
      privateKey: github.appPrivateKey(),
    });
    const { token } = await jwt({ type: 'app' });
    const issued = await appCaller(
      'POST /app/installations/7010001/access_tokens',
      { token },
    );
    const body = { environment_ids: [1], state: 'approved', comment: '' };
    expect(
      await appCaller(`POST ${path}/pending_deployments`, {
        token: issued.body.token,
        body,
      }),
    ).toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    });
    expect(
      (await appCaller(`POST ${path}/pending_deployments`, { body })).status,
    ).toBe(404);
  });
});

describe('an environment with a wait timer', () => {
  it('holds the job for that long, whatever a review says', async () => {
    const { github, state, pending, review } = await deploy({
      repo: '/repos/MobWorx/studio-infrastructure',
    });
    expect(await pending()).toMatchObject([
      { wait_timer: 10, wait_timer_started_at: expect.any(String) },
    ]);
    expect(await review('lee-moran')).toMatchObject(nothingToReview);
    github.clock.advance(10 * minute - 1);
    expect(await state()).toEqual(['waiting', 'waiting']);
    github.clock.advance(1);
    expect(await state()).toEqual(['queued', 'queued']);
    expect(await pending()).toEqual([]);
  });

  it('and a review holds it until both are over', async () => {
    const { github, path, state, review, call } = await deploy();
    const environment = findEnvironment(
      github.state.repository('MobWorx/studio-service'),
      'PRODUCTION',
    )!;
    environment.waitMinutes = 5;
    await call(`POST ${path}/cancel`);
    github.clock.drain();
    await call(`POST ${path}/rerun`);
    expect((await review('robin-hale')).status).toBe(200);
    expect(await state()).toEqual(['waiting', 'waiting']);
    github.clock.drain();
    expect(await state()).toEqual(['success', 'success']);
  });
});

describe('an environment that not every ref may deploy to', () => {
  it('fails the job of another ref at once (github/branch-deploy#388)', async () => {
    const { state, github, path } = await deploy({ ref: 'feature/rtmp-push' });
    expect(await state()).toEqual(['failure', 'failure']);
    const [job] = github.state
      .runs('MobWorx/studio-service')
      .find(run => path.endsWith(String(run.id)))!.attempts[0].jobs;
    expect(job.refusal).toBe(
      'Branch "feature/rtmp-push" is not allowed to deploy to production due to environment protection rules.',
    );
    const tagged = await deploy({ ref: 'v1.0.0' });
    expect(await tagged.state()).toEqual(['waiting', 'waiting']);
  });

  it('says so of a tag as well', async () => {
    const { github, path } = await deploy({
      repo: '/repos/MobWorx/studio-infrastructure',
      ref: 'v1.0.0',
    });
    const run = github.state
      .runs('MobWorx/studio-infrastructure')
      .find(({ id }) => path.endsWith(String(id)))!;
    expect(run.attempts[0].jobs[0].refusal).toMatch(/^Tag "v1.0.0" is not/);
  });

  it.each([
    ['main', 'branch', 'refs/heads/main', true],
    ['main', 'branch', 'refs/tags/main', false],
    ['release/*', 'branch', 'refs/heads/release/1', true],
    ['release/*', 'branch', 'refs/heads/release/1/2', false],
    ['**/done', 'branch', 'refs/heads/a/b/done', true],
    ['**/done', 'branch', 'refs/heads/done', true],
    ['**', 'branch', 'refs/heads/a/b', false],
    ['v?.[0-9]', 'tag', 'refs/tags/v1.5', true],
    ['v?.[0-9]', 'tag', 'refs/tags/v1x5', false],
  ] as const)('%s for a %s and %s: %s', async (name, type, ref, expected) => {
    const repository = (await start()).state.repository('MobWorx/webapp');
    const deployFrom = [{ id: 1, name, type }];
    const environment = { ...repository.environments[0], deployFrom };
    expect(mayDeploy(repository, environment, ref)).toBe(expected);
  });

  it('lists its policies', async () => {
    const call = caller(await start(), 'lee-moran');
    const policies = (name: string) =>
      call(`GET ${studio}/environments/${name}/deployment-branch-policies`);
    expect((await policies('production')).body).toMatchObject({
      total_count: 2,
      branch_policies: [
        { name: 'main', type: 'branch' },
        { name: 'v*', type: 'tag' },
      ],
    });
    expect((await policies('staging')).body.total_count).toBe(0);
    expect((await policies('nowhere')).status).toBe(404);
    const { environments } = (await call(`GET ${studio}/environments`)).body;
    expect(
      environments.map((environment: any) => [
        environment.name,
        environment.protection_rules.map(({ type }: any) => type),
        environment.deployment_branch_policy,
      ]),
    ).toEqual([
      ['staging', [], null],
      [
        'production',
        ['required_reviewers', 'branch_policy'],
        { protected_branches: false, custom_branch_policies: true },
      ],
    ]);
  });
});

it('tells by webhook that a review is wanted and what came of it', async () => {
  const received: any[] = [];
  const server = createServer(async (req, res) => {
    const body = Buffer.concat(await req.toArray()).toString('utf8');
    received.push({
      event: req.headers['x-github-event'],
      ...JSON.parse(body),
    });
    res.writeHead(202).end();
  });
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  const { github, review } = await deploy({
    simulator: { webhooks: { url: `http://127.0.0.1:${port}`, secret: 's' } },
  });
  await review('robin-hale');
  await (github as GithubSimulator).webhooks.settled();
  server.close();
  expect(received.map(({ event, action }) => `${event} ${action}`)).toEqual([
    'workflow_run requested',
    'workflow_job waiting',
    'deployment_review requested',
    'workflow_dispatch undefined',
    'deployment_review approved',
    'workflow_job queued',
  ]);
  const [asked, approved] = received.filter(
    ({ event }) => event === 'deployment_review',
  );
  expect(asked).toMatchObject({
    environment: 'production',
    requestor: { login: 'lee-moran' },
    reviewers: [{ type: 'User' }, { type: 'User' }],
    workflow_run: { status: 'waiting' },
    workflow_job_run: { status: 'waiting', environment: 'production' },
  });
  expect(approved).toMatchObject({
    approver: { login: 'robin-hale' },
    comment: 'Looks good',
    workflow_job_runs: [{ environment: 'production' }],
  });
});
