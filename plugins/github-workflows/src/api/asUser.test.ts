import { BASE, ENTITY, makeClient } from '../__testUtils__/makeClient';
import { BLOB, makeDispatch, makeRepository } from '../testHelpers/builders';
import type { GithubWorkflowsApi } from './GithubWorkflowsApi';

describe('an action on a run', () => {
  const options = { entityRef: ENTITY, runId: 501 };
  const repository = makeRepository();
  const debug = { debug: true };

  it.each<[string, (client: GithubWorkflowsApi) => Promise<unknown>, object]>([
    [
      'cancel',
      c => c.cancelRun({ ...options, repository, request: { force: true } }),
      { force: true },
    ],
    [
      'rerun',
      c =>
        c.rerunRun({
          ...options,
          repository,
          request: { jobs: 'failed', debug: false },
        }),
      { jobs: 'failed', debug: false },
    ],
    [
      'jobs/7/rerun',
      c => c.rerunJob({ ...options, repository, jobId: 7, request: debug }),
      debug,
    ],
  ])('%s is sent with the user’s token', async (path, act, request) => {
    const { client, fetch } = makeClient({ runId: 501 }, { status: 202 });
    await expect(act(client)).resolves.toEqual({ runId: 501 });
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch).toHaveBeenCalledWith(`${BASE}/runs/501/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-GitHub-Token': 'gho_of_the_user',
      },
      body: JSON.stringify(request),
    });
  });
});

it.each([
  ['enable', true],
  ['disable', false],
])('%s is sent with the user’s token', async (path, enabled) => {
  const answer = { file: 'de ploy.yml', enabled };
  const { client, fetch } = makeClient(answer);
  const repository = makeRepository();
  await expect(
    client.switchWorkflow({
      entityRef: ENTITY,
      file: 'de ploy.yml',
      enabled,
      repository,
    }),
  ).resolves.toEqual(answer);
  expect(fetch).toHaveBeenCalledWith(
    `${BASE}/workflows/de%20ploy.yml/${path}`,
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-GitHub-Token': 'gho_of_the_user',
      },
      body: '{}',
    },
  );
});

describe('a dispatch', () => {
  const request = {
    ref: 'main',
    refType: 'branch' as const,
    inputs: { note: 'hello' },
    expectedBlobSha: BLOB,
    idempotencyKey: '6f1f64f9-64b4-4f4a-9f0c-3c1d3ad9f7a1',
  };
  const options = {
    entityRef: ENTITY,
    file: 'deploy.yml',
    repository: makeRepository(),
    request,
  };
  const answer = { dispatch: makeDispatch() };

  it('carries the user’s token in one header and nowhere else', async () => {
    const { client, fetch, githubAuth, scmAuth } = makeClient(answer);
    await expect(client.dispatch(options)).resolves.toEqual(answer);
    expect(githubAuth.getAccessToken).toHaveBeenCalledWith('repo', {
      instantPopup: true,
    });
    expect(scmAuth.getCredentials).not.toHaveBeenCalled();
    const [url, init] = fetch.mock.calls[0] as [string, RequestInit];
    expect(url).toBe(`${BASE}/workflows/deploy.yml/dispatches`);
    expect(init).toEqual({
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-GitHub-Token': 'gho_of_the_user',
      },
      body: JSON.stringify(request),
    });
    expect(JSON.stringify({ url, body: init.body })).not.toContain('gho_');
  });

  it('on another host takes a token of that host', async () => {
    const { client, fetch, githubAuth, scmAuth } = makeClient(answer);
    const repository = makeRepository({
      host: 'ghe.example.com',
      tokenUrl: 'https://ghe.example.com/MobWorx/studio-service',
    });
    await client.dispatch({ ...options, repository });
    expect(githubAuth.getAccessToken).not.toHaveBeenCalled();
    expect(scmAuth.getCredentials).toHaveBeenCalledWith({
      url: repository.tokenUrl,
      instantPopup: true,
    });
    expect((fetch.mock.calls[0][1] as RequestInit).headers).toMatchObject({
      'X-GitHub-Token': 'ghe_of_the_user',
    });
  });

  it.each([
    [
      Object.assign(new Error('Login failed, popup was closed'), {
        name: 'PopupClosedError',
      }),
      /window was closed or blocked/,
    ],
    [
      new Error('the provider is not configured'),
      /gave no token \(the provider is not configured\)/,
    ],
    ['no reason', /gave no token \(no reason\)/],
  ])('isn’t sent without a token (%s)', async (reason, message) => {
    const { client, fetch, githubAuth } = makeClient(answer);
    githubAuth.getAccessToken.mockRejectedValue(reason);
    await expect(client.dispatch(options)).rejects.toMatchObject({
      code: 'github_token_missing',
      message: expect.stringMatching(message),
      remedy: expect.stringContaining('sign in to GitHub'),
    });
    expect(fetch).not.toHaveBeenCalled();
  });
});
