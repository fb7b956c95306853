import { createAppAuth } from '@octokit/auth-app';
import { caller } from '../__testUtils__/call';
import {
  checkedGithub,
  conformanceProblems,
} from '../__testUtils__/checkedGithub';
import { allOperationIds, findOperation } from '../__testUtils__/openapi';

const { start, seen } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

describe('conformance with the official OpenAPI description', () => {
  it('holds for a successful answer of every operation that the simulator implements', async () => {
    const github = await start();
    const call = caller(github, 'sam-okoro');
    const app = createAppAuth({
      appId: 70100,
      privateKey: github.appPrivateKey(),
    });
    const { token: jwt } = await app({ type: 'app' });

    await call('GET /user');
    await call('GET /user/emails', {
      token: github.state.issueToken('sam-okoro', ['user']),
    });
    await call('GET /users/MobWorx');
    await call('GET /rate_limit');
    await call(`GET ${repo}`);
    await call(`GET ${repo}/branches?per_page=2`);
    const branch = await call(`GET ${repo}/branches/feature/schema-v2`);
    await call(`GET ${repo}/tags`);
    await call(`GET ${repo}/git/ref/heads/feature/schema-v2`);
    await call(`GET ${repo}/git/matching-refs/heads/fix/`);
    await call(`GET ${repo}/commits/${branch.body.commit.sha}`);
    await call(`GET ${repo}/compare/master...feature/schema-v2`);
    const file = await call(`GET ${repo}/contents/.github/workflows/ci.yml`);
    await call(`GET ${repo}/contents/.github?ref=v1.5.0`);
    await call(`GET ${repo}/contents/README.md`, {
      headers: { Accept: 'application/vnd.github.raw+json' },
    });
    await call(`GET ${repo}/git/blobs/${file.body.sha}`);
    await call(`GET ${repo}/environments`);
    const { body: deployments } = await call(`GET ${repo}/deployments`);
    await call(`GET ${repo}/deployments/${deployments[0].id}/statuses`);

    const workflow = `${repo}/actions/workflows/deploy.yml`;
    await call(`GET ${repo}/actions/workflows`);
    await call(`PUT ${workflow}/disable`);
    await call(`PUT ${workflow}/enable`);
    const registered = await call(`GET ${workflow}`);
    const dispatch = (body = {}) =>
      call(`POST ${workflow}/dispatches`, {
        body: { ref: 'fix/failing-migration', ...body },
      });
    await dispatch();
    const { body: dispatched } = await dispatch({ return_run_details: true });
    await call(`GET ${repo}/actions/workflows/${registered.body.id}/runs`);
    const run = `${repo}/actions/runs/${dispatched.workflow_run_id}`;
    await call(`GET ${run}`);
    await call(`POST ${run}/cancel`);
    await call(`POST ${run}/force-cancel`);
    await call(`POST ${run}/rerun`);
    await call(`GET ${run}/jobs`);
    github.clock.advance(2000);
    await call(`GET ${run}/jobs`);
    github.clock.drain();
    await call(`POST ${run}/rerun-failed-jobs`);
    github.clock.drain();
    const {
      body: { jobs },
    } = await call(`GET ${run}/jobs?filter=all`);
    await call(`GET ${repo}/actions/jobs/${jobs[0].id}`);
    await call(`GET ${repo}/actions/jobs/${jobs[0].id}/logs`);
    await call(`POST ${repo}/actions/jobs/${jobs[0].id}/rerun`);
    await call(`GET ${run}/attempts/1`);
    await call(`GET ${run}/attempts/2/jobs`);
    await call(`GET ${run}/concurrency_groups`);
    await call(`GET ${run}/approvals`);
    await call(`GET ${run}/artifacts`);
    await call(`GET ${repo}/check-runs/${jobs[0].id}/annotations`);
    const { body: one } = await call(`GET ${run}`);
    await call(`GET ${repo}/check-suites/${one.check_suite_id}/check-runs`);
    const webapp = '/repos/MobWorx/studio-webapp/actions';
    const {
      body: { artifacts },
    } = await call(
      `GET ${webapp}/runs/${github.state.runs('MobWorx/studio-webapp').at(-1)!.id}/artifacts`,
    );
    await call(`GET ${webapp}/artifacts/${artifacts[0].id}`);
    await call(`GET ${webapp}/artifacts/${artifacts[0].id}/zip`);
    await call(`GET ${repo}/actions/runs?status=success&per_page=5`);

    const studio = '/repos/MobWorx/studio-service';
    const lee = caller(github, 'lee-moran');
    const { body: held } = await lee(
      `POST ${studio}/actions/workflows/deploy.yml/dispatches`,
      {
        body: {
          ref: 'main',
          inputs: { stage: 'production' },
          return_run_details: true,
        },
      },
    );
    const pending = `${studio}/actions/runs/${held.workflow_run_id}/pending_deployments`;
    const {
      body: [{ environment }],
    } = await lee(`GET ${pending}`);
    await lee(`GET ${studio}/actions/concurrency_groups`);
    await lee(`GET ${studio}/actions/concurrency_groups/deploy-production`);
    await lee(
      `GET ${studio}/environments/production/deployment-branch-policies`,
    );
    await caller(github, 'robin-hale')(`POST ${pending}`, {
      body: {
        environment_ids: [environment.id],
        state: 'approved',
        comment: '',
      },
    });

    await call('GET /app', { token: jwt });
    const {
      body: [installation],
    } = await call('GET /app/installations', { token: jwt });
    await call(`GET ${repo}/installation`, { token: jwt });
    const issued = await call(
      `POST /app/installations/${installation.id}/access_tokens`,
      { token: jwt },
    );
    await call('GET /installation/repositories', { token: issued.body.token });

    const succeeded = seen
      .filter(({ status }) => status < 400)
      .map(
        ({ method, path }) =>
          findOperation(method, path.replace('/api/v3', ''))?.id,
      );
    expect([...new Set(succeeded)].sort()).toEqual([...allOperationIds].sort());
  }, 30_000);

  it('holds under API version 2026-03-10 as well', async () => {
    const call = caller(await start(), 'sam-okoro');
    const headers = { 'X-GitHub-Api-Version': '2026-03-10' };
    expect(
      (await call('GET /rate_limit', { headers })).body,
    ).not.toHaveProperty('rate');
    expect((await call(`GET ${repo}`, { headers })).body).not.toHaveProperty(
      'has_downloads',
    );
  });

  it.each([
    ['a missing property', (run: any) => delete run.head_sha, /head_sha/],
    [
      'a wrong type',
      (run: any) => Object.assign(run, { run_number: 'one' }),
      /run_number/,
    ],
    [
      'an unknown status, which the description lets pass',
      (run: any) => Object.assign(run, { status: 'banana' }),
      /banana/,
    ],
    [
      'a conclusion before the end',
      (run: any) => Object.assign(run, { status: 'queued' }),
      /while queued/,
    ],
  ])('is not given by %s', async (_, spoil, problem) => {
    const call = caller(await start(), 'sam-okoro');
    const { body: list } = await call(`GET ${repo}/actions/runs?per_page=1`);
    const [run] = list.workflow_runs;
    spoil(run);
    const exchange = {
      ...seen.at(-1)!,
      path: `/api/v3${repo}/actions/runs/${run.id}`,
      body: JSON.stringify(run),
    };
    expect(conformanceProblems(exchange).join()).toMatch(problem);
  });
});
