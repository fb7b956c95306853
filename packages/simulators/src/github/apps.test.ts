import { createSign, generateKeyPairSync } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();

describe('GitHub Apps', () => {
  it('get installation tokens for an hour, bound to their permissions', async () => {
    const github = await start();
    const octokit = new Octokit({
      baseUrl: github.apiBaseUrl,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      authStrategy: createAppAuth,
      auth: {
        appId: 70100,
        privateKey: github.appPrivateKey(),
        installationId: 7010001,
      },
    });
    const at = { owner: 'MobWorx', repo: 'operations' };
    const { data } = await octokit.actions.listRepoWorkflows(at);
    expect(data.workflows.map(({ path }) => path)).toEqual([
      '.github/workflows/migrate.yml',
    ]);
    await expect(
      octokit.actions.createWorkflowDispatch({
        ...at,
        workflow_id: 'migrate.yml',
        ref: 'main',
      }),
    ).rejects.toMatchObject({
      status: 403,
      response: { data: { message: 'Resource not accessible by integration' } },
    });
    const login = github.record.requests().at(-1)!.login;
    expect(login).toBe('mobworx-portal[bot]');

    github.state.apps.get(70100)!.permissions.actions = 'write';
    const inputs = { environment: 'staging' };
    await octokit.actions.createWorkflowDispatch({
      ...at,
      workflow_id: 'migrate.yml',
      ref: 'main',
      inputs,
    });
    expect(github.record.dispatches()).toMatchObject([
      { actor: 'mobworx-portal[bot]', inputs },
    ]);

    const { token } = (await octokit.auth({ type: 'installation' })) as {
      token: string;
    };
    const list = () =>
      caller(github)('GET /installation/repositories?per_page=1', { token });
    expect((await list()).body.total_count).toBe(15);
    github.clock.advance(3_600_000);
    expect((await list()).status).toBe(401);
  });

  it('do not see what lies outside of their organization', async () => {
    const github = await start();
    const { token } = await createAppAuth({
      appId: 70100,
      privateKey: github.appPrivateKey(),
    })({ type: 'app' });
    const call = caller(github);
    expect(
      (
        await call('GET /repos/sehovizko/mobworx-streamer/installation', {
          token,
        })
      ).status,
    ).toBe(404);
    expect(
      (await call('POST /app/installations/1/access_tokens', { token })).status,
    ).toBe(404);
    expect(
      (await call('GET /app', { token: 'gho_simulated_robin-hale' })).status,
    ).toBe(401);
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each([
    [
      'by another key',
      { iss: 70100, exp: now() + 300 },
      true,
      /could not be decoded/,
    ],
    [
      'of an unknown App',
      { iss: 1, exp: now() + 300 },
      false,
      /could not be decoded/,
    ],
    [
      'that is over',
      { iss: 70100, exp: now() - 60 },
      false,
      /future time at which the assertion expires/,
    ],
    [
      'that lasts an hour',
      { iss: 70100, exp: now() + 3600 },
      false,
      /too far in the future/,
    ],
  ])('are refused with a JWT %s', async (_, claims, isForeign, message) => {
    const github = await start();
    const foreign = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    }).privateKey;
    const key = isForeign ? foreign : github.appPrivateKey();
    const encode = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: now() - 60, ...claims })}`;
    const token = `${head}.${createSign('RSA-SHA256').update(head).sign(key, 'base64url')}`;
    const answer = await caller(github)('GET /app', { token });
    expect(answer).toMatchObject({
      status: 401,
      body: { message: expect.stringMatching(message) },
    });
  });
});
