import {
  BLOB,
  makeDispatch,
  makeForm,
  makeRef,
  makeRepository,
  makeRun,
  makeWorkflow,
  NOW,
} from '../testHelpers/builders';
import { GithubWorkflowsClient } from './GithubWorkflowsClient';

const ENTITY = 'component:default/studio-service';
const BASE =
  'plugin://github-workflows/entities/component/default/studio-service';
const fresh = { fetchedAt: NOW, stale: false };

function makeClient(
  answer: unknown,
  init: { status?: number; headers?: object } = {},
) {
  const { status = 200, headers = {} } = init;
  const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const fetch = jest.fn(async (..._args: unknown[]) => ({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    json: async () => JSON.parse(body),
    text: async () => body,
  }));
  const githubAuth = {
    getAccessToken: jest.fn().mockResolvedValue('gho_of_the_user'),
  };
  const scmAuth = {
    getCredentials: jest
      .fn()
      .mockResolvedValue({ token: 'ghe_of_the_user', headers: {} }),
  };
  const client = new GithubWorkflowsClient({
    fetchApi: { fetch: fetch as never },
    githubAuth,
    scmAuth,
  });
  return { client, fetch, githubAuth, scmAuth };
}

describe('GithubWorkflowsClient', () => {
  const main = { ref: 'feature/a b', refType: 'branch' as const };
  const list = {
    ref: makeRef(),
    items: [makeWorkflow({ lastRun: makeRun() })],
    ...fresh,
  };
  const runs = {
    items: [makeRun()],
    totalCount: 1,
    page: 1,
    pageSize: 20,
    ...fresh,
  };

  it.each<
    [
      string,
      unknown,
      (client: GithubWorkflowsClient) => Promise<unknown>,
      string,
    ]
  >([
    [
      'the repository',
      makeRepository(),
      c => c.getRepository(ENTITY),
      `${BASE}/repository`,
    ],
    [
      'refs',
      { items: [makeRef()], more: true, ...fresh },
      c => c.searchRefs(ENTITY, { q: 'a&b', type: 'tag' }),
      `${BASE}/refs?q=a%26b&type=tag`,
    ],
    [
      'the first refs',
      { items: [], more: false, ...fresh },
      c => c.searchRefs(ENTITY, { q: '', type: 'branch' }),
      `${BASE}/refs?type=branch`,
    ],
    [
      'workflows',
      list,
      c => c.listWorkflows(ENTITY, main),
      `${BASE}/workflows?ref=feature%2Fa+b&refType=branch`,
    ],
    [
      'a form',
      makeForm(),
      c => c.getForm(ENTITY, 'de ploy.yml', main),
      `${BASE}/workflows/de%20ploy.yml/form?ref=feature%2Fa+b&refType=branch`,
    ],
    [
      'runs',
      runs,
      c => c.listRuns(ENTITY, { workflow: 'ci.yml', ref: undefined, page: 2 }),
      `${BASE}/runs?workflow=ci.yml&page=2`,
    ],
    [
      'a run',
      { run: makeRun(), jobs: [], ...fresh },
      c => c.getRun(ENTITY, 501),
      `${BASE}/runs/501`,
    ],
    [
      'my dispatches',
      { items: [makeDispatch()] },
      c => c.listMyDispatches(6),
      'plugin://github-workflows/dispatches/mine?limit=6',
    ],
  ])('asks for %s', async (_, answer, ask, url) => {
    const { client, fetch, githubAuth } = makeClient(answer);
    await expect(ask(client)).resolves.toEqual(answer);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch).toHaveBeenCalledWith(url, undefined);
    expect(githubAuth.getAccessToken).not.toHaveBeenCalled();
  });

  it('says clearly that an answer doesn’t fit the contract', async () => {
    const { client } = makeClient({ run: 'none' });
    await expect(client.getRun(ENTITY, 501)).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });

  it('passes on what the backend refuses', async () => {
    const { client } = makeClient(
      {
        error: {
          name: 'NotFoundError',
          message: 'Gone.',
          code: 'log_gone',
          remedy: 'Run it again.',
        },
        response: { statusCode: 404 },
      },
      { status: 404 },
    );
    const refusal = {
      statusCode: 404,
      cause: { code: 'log_gone', remedy: 'Run it again.' },
    };
    await expect(client.getRun(ENTITY, 501)).rejects.toMatchObject(refusal);
    await expect(client.getJobLog(ENTITY, 501, 7)).rejects.toMatchObject(
      refusal,
    );
  });

  it.each([
    [{}, false],
    [{ 'X-Log-Truncated': 'true' }, true],
  ])('reads a log with headers %j', async (headers, truncated) => {
    const { client, fetch } = makeClient('line 1\nline 2', { headers });
    await expect(client.getJobLog(ENTITY, 501, 7)).resolves.toEqual({
      text: 'line 1\nline 2',
      truncated,
    });
    expect(fetch).toHaveBeenCalledWith(`${BASE}/runs/501/jobs/7/log`);
  });
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
