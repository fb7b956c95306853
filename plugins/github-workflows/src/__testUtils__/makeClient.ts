import { createGithubWorkflowsClient } from '../api';

/** The entity that the client is asked about, and where its routes are. */
export const ENTITY = 'component:default/studio-service';
export const BASE =
  'plugin://github-workflows/entities/component/default/studio-service';

/** A client whose backend always gives the same answer. */
export function makeClient(
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
    blob: async () => new Blob([body]),
  }));
  const githubAuth = {
    getAccessToken: jest.fn().mockResolvedValue('gho_of_the_user'),
  };
  const scmAuth = {
    getCredentials: jest
      .fn()
      .mockResolvedValue({ token: 'ghe_of_the_user', headers: {} }),
  };
  const newGithubAuth = {
    getAccessToken: jest.fn().mockResolvedValue('ghu_next_of_the_user'),
  };
  const startGithubAuth = jest.fn(() => newGithubAuth);
  const client = createGithubWorkflowsClient({
    fetchApi: { fetch: fetch as never },
    githubAuth,
    scmAuth,
    startGithubAuth,
  });
  return { client, fetch, githubAuth, newGithubAuth, startGithubAuth, scmAuth };
}
