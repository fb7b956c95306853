import { createAppAuth } from '@octokit/auth-app';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import type { GithubSimulator } from './simulator';

const { start } = checkedGithub();
const appsync = '/repos/MobWorx/appsync-service';
const studio = '/repos/MobWorx/studio-service';

const reader = (github: GithubSimulator) => {
  const call = caller(github, 'sam-okoro');
  const deployments = async (query = '', repo = appsync) =>
    (await call(`GET ${repo}/deployments${query}`)).body as any[];
  const states = async ({ id }: { id: number }, repo = appsync) =>
    (await call(`GET ${repo}/deployments/${id}/statuses`)).body.map(
      ({ state }: any) => state,
    );
  return { call, deployments, states };
};

const deploy = async (github: GithubSimulator, repo: string, login: string) => {
  const { body } = await caller(github, login)(
    `POST ${repo}/actions/workflows/deploy.yml/dispatches`,
    {
      body: {
        ref: repo === studio ? 'main' : 'master',
        inputs: { stage: repo === studio ? 'production' : 'staging' },
        return_run_details: true,
      },
    },
  );
  return body.workflow_run_id as number;
};

describe('deployments', () => {
  it('are the jobs that name an environment, the newest first, by environment, ref and commit', async () => {
    const { deployments, states } = reader(await start());
    const all = await deployments();
    expect(
      all.map(({ environment, ref, creator }) => [
        environment,
        ref,
        creator.login,
      ]),
    ).toEqual([
      // Not the run that was cancelled before its deploying job began.
      ['staging', 'master', 'sam-okoro'],
      ['production', 'v1.5.0', 'robin-hale'],
      ['staging', 'v1.5.0', 'sam-okoro'],
    ]);
    const only = async (query: string) => (await deployments(query)).length;
    expect(await only('?environment=production')).toBe(1);
    expect(await only('?environment=Production')).toBe(0);
    expect(await only(`?sha=${all[0].sha}`)).toBe(1);
    expect(await only('?ref=v1.5.0')).toBe(2);
    expect(await only('?per_page=1')).toBe(1);
    expect(await states(all[0])).toEqual(['success', 'in_progress', 'queued']);
    // Replaced in staging; production keeps the word of its success.
    expect((await states(all[2]))[0]).toBe('inactive');
    expect((await states(all[1]))[0]).toBe('success');
  });

  it('follow a run to its end and make the one before inactive', async () => {
    const github = await start();
    const { deployments, states } = reader(github);
    const [before] = await deployments('?environment=staging');
    await deploy(github, appsync, 'sam-okoro');
    // The deploying job comes after the build.
    expect((await deployments())[0].id).toBe(before.id);
    const newest = async () => (await deployments('?environment=staging'))[0];
    while ((await newest()).id === before.id) {
      github.clock.advance(500);
    }
    const now = await newest();
    expect(await states(now)).toEqual(['queued']);
    github.clock.advance(1_500);
    expect((await states(now))[0]).toBe('in_progress');
    expect((await states(before))[0]).toBe('success');
    github.clock.drain();
    expect((await states(now))[0]).toBe('success');
    expect((await states(before))[0]).toBe('inactive');
  });

  it('are errors when their job is cancelled', async () => {
    const github = await start();
    const { deployments, states } = reader(github);
    const run = await deploy(github, studio, 'lee-moran');
    await caller(
      github,
      'lee-moran',
    )(`POST ${studio}/actions/runs/${run}/cancel`);
    github.clock.drain();
    const [cancelled] = await deployments('', studio);
    expect((await states(cancelled, studio))[0]).toBe('error');
  });

  it('wait for who has to agree, and fail with a refusal', async () => {
    const github = await start();
    const { deployments, states } = reader(github);
    const run = await deploy(github, studio, 'lee-moran');
    const [held] = await deployments('?environment=production', studio);
    expect(await states(held, studio)).toEqual(['pending']);
    const robin = caller(github, 'robin-hale');
    const pending = `${studio}/actions/runs/${run}/pending_deployments`;
    const { body } = await robin(`GET ${pending}`);
    await robin(`POST ${pending}`, {
      body: {
        environment_ids: [body[0].environment.id],
        state: 'rejected',
        comment: 'Not today',
      },
    });
    expect((await states(held, studio))[0]).toBe('failure');
  });

  it('are new ones where a run is repeated, for what runs again', async () => {
    const github = await start();
    const { call, deployments } = reader(github);
    const run = await deploy(github, appsync, 'sam-okoro');
    github.clock.drain();
    const count = (await deployments('?per_page=100')).length;
    const { body } = await call(`GET ${appsync}/actions/runs/${run}/jobs`);
    await call(`POST ${appsync}/actions/jobs/${body.jobs[1].id}/rerun`);
    github.clock.drain();
    expect(await deployments('?per_page=100')).toHaveLength(count + 1);
  });

  it('are unknown elsewhere, and closed to an App without the permission', async () => {
    const github = await start();
    const { call } = reader(github);
    for (const id of ['1', 'abc']) {
      expect(
        (await call(`GET ${appsync}/deployments/${id}/statuses`)).status,
      ).toBe(404);
    }
    const app = createAppAuth({
      appId: 70100,
      privateKey: github.appPrivateKey(),
    });
    const { token: jwt } = await app({ type: 'app' });
    const {
      body: [{ id }],
    } = await call('GET /app/installations', { token: jwt });
    const asApp = async (permissions: object) => {
      const issued = await call(`POST /app/installations/${id}/access_tokens`, {
        token: jwt,
        body: { permissions },
      });
      const path = `GET ${appsync}/deployments`;
      return (await call(path, { token: issued.body.token })).status;
    };
    expect(await asApp({ deployments: 'read' })).toBe(200);
    github.state.apps.get(70100)!.permissions = { actions: 'read' };
    expect(await asApp({})).toBe(403);
  });
});
