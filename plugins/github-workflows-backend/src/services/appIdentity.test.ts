import { randomUUID } from 'node:crypto';
import { startPlugin, StartedPlugin } from '../__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;
afterEach(async () => portal.stop());

async function start(options: { app: boolean; files?: string[] }) {
  portal = await startPlugin({
    app: options.app,
    config: {
      identity: {
        app: [
          {
            repositories: ['MobWorx/appsync-*'],
            files: options.files ?? ['deploy*.yml'],
          },
        ],
      },
    },
  });
  Object.assign(portal.github.state.apps.get(70_100)!.permissions, {
    actions: 'write',
  });
  await portal.github.state.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch: 'master',
    message: 'Say who asked',
    files: {
      '.github/workflows/deploy.yml':
        'name: Deploy\non: { workflow_dispatch: { inputs: { stage: { type: string }, requested_by: { type: string, required: true } } } }\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n',
    },
  });
}

async function formOf(file: string) {
  const { body } = await portal
    .get(`${APPSYNC}/workflows/${file}/form?ref=master`)
    .expect(200);
  return body;
}

async function request(file = 'deploy.yml', inputs = {}) {
  return {
    ref: 'master',
    inputs,
    expectedBlobSha: (await formOf(file)).blobSha,
    idempotencyKey: randomUUID(),
  };
}

it('runs a named workflow as the App, without a token, and says who asked', async () => {
  await start({ app: true });
  expect((await formOf('deploy.yml')).identity).toBe('app');
  expect((await formOf('nightly.yml')).identity).toBe('user');
  // Whoever claims to be somebody else isn't heard.
  const body = await request('deploy.yml', {
    stage: 'staging',
    requested_by: 'user:default/robin-hale',
  });
  const { body: answer } = await portal
    .dispatch('deploy.yml', body, { token: null })
    .expect(201);
  expect(answer.dispatch).toMatchObject({
    identity: 'app',
    githubLogin: 'mobworx-portal[bot]',
    match: 'exact',
  });
  expect(portal.github.record.dispatches()).toEqual([
    expect.objectContaining({
      actor: 'mobworx-portal[bot]',
      inputs: { stage: 'staging', requested_by: 'user:default/sam-okoro' },
    }),
  ]);
  expect(portal.auditor.success).toHaveBeenCalledWith({
    meta: expect.objectContaining({ identity: 'app' }),
  });
  // The same request again is the same run.
  const again = await portal.dispatch('deploy.yml', body).expect(201);
  expect(again.body.dispatch.id).toBe(answer.dispatch.id);
});

it('still asks for the permission, and for the person on every other workflow', async () => {
  await start({ app: true });
  const code = async (
    file: string,
    options: Parameters<StartedPlugin['dispatch']>[2],
  ) => {
    const answer = await portal.dispatch(file, await request(file), options);
    return [answer.status, answer.body.error.code];
  };
  expect(
    await code('deploy.yml', { user: 'user:default/kim-sato', token: null }),
  ).toEqual([403, 'not_permitted']);
  expect(await code('nightly.yml', { token: null })).toEqual([
    403,
    'github_token_missing',
  ]);
  Object.assign(portal.github.state.apps.get(70_100)!.permissions, {
    actions: 'read',
  });
  expect(await code('deploy.yml', { token: null })).toEqual([
    503,
    'github_forbidden',
  ]);
  expect(portal.github.record.dispatches()).toEqual([]);
});

it('says that the portal has no App, where a rule names one', async () => {
  await start({ app: false });
  const refused = await portal
    .dispatch('deploy.yml', await request(), { token: null })
    .expect(503);
  expect(refused.body.error).toMatchObject({
    code: 'app_identity_unavailable',
    remedy: expect.stringContaining('integrations.github'),
  });
  expect(portal.github.record.dispatches()).toEqual([]);
});
