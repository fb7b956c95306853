import { BASE, ENTITY, makeClient } from '../__testUtils__/makeClient';
import { makeRepository } from '../testHelpers/builders';

const run = { entityRef: ENTITY, runId: 501 };
const repository = makeRepository();
const shown = { runId: 501, waiting: [], reviews: [] };

it('asks what would become of a run without any token', async () => {
  const answer = {
    environments: [],
    openQuestions: [],
    runsUnderWay: [],
    concurrency: [],
    failures: [],
  };
  const request = { ref: 'main', refType: 'branch' as const, inputs: {} };
  const { client, fetch, githubAuth } = makeClient(answer);
  await expect(
    client.preflight(ENTITY, 'deploy.yml', request),
  ).resolves.toEqual(answer);
  expect(fetch).toHaveBeenCalledWith(`${BASE}/workflows/deploy.yml/preflight`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  expect(githubAuth.getAccessToken).not.toHaveBeenCalled();
});

it('reads deployments with the token that is there, and opens no window for one', async () => {
  const { client, fetch, githubAuth } = makeClient(shown);
  await expect(client.getDeployments({ ...run, repository })).resolves.toEqual(
    shown,
  );
  expect(githubAuth.getAccessToken).toHaveBeenCalledWith('repo', {
    optional: true,
  });
  expect(fetch).toHaveBeenCalledWith(`${BASE}/runs/501/deployments`, {
    headers: { 'X-GitHub-Token': 'gho_of_the_user' },
  });
});

it.each([
  ['is none', async () => ''],
  [
    'can’t be had',
    async () => {
      throw new Error('no session');
    },
  ],
])('reads deployments without a token when there %s', async (_, getToken) => {
  const { client, fetch, githubAuth } = makeClient(shown);
  githubAuth.getAccessToken.mockImplementation(getToken);
  await client.getDeployments({ ...run, repository });
  expect(fetch).toHaveBeenCalledWith(`${BASE}/runs/501/deployments`, undefined);
});

it('takes the token of another host for another host', async () => {
  const { client, fetch, scmAuth } = makeClient(shown);
  const elsewhere = makeRepository({
    host: 'ghe.example.com',
    tokenUrl: 'https://ghe.example.com/MobWorx/studio-service',
  });
  await client.getDeployments({ ...run, repository: elsewhere });
  expect(scmAuth.getCredentials).toHaveBeenCalledWith({
    url: elsewhere.tokenUrl,
    optional: true,
  });
  expect((fetch.mock.calls[0][1] as RequestInit).headers).toEqual({
    'X-GitHub-Token': 'ghe_of_the_user',
  });
});

it('reviews in the name of the user', async () => {
  const answer = {
    runId: 501,
    state: 'approved',
    environments: ['production'],
  };
  const { client, fetch } = makeClient(answer);
  const request = {
    environmentIds: [7],
    state: 'approved' as const,
    comment: '',
    idempotencyKey: '6f1f64f9-64b4-4f4a-9f0c-3c1d3ad9f7a1',
  };
  await expect(
    client.reviewDeployments({ ...run, repository, request }),
  ).resolves.toEqual(answer);
  expect(fetch).toHaveBeenCalledWith(`${BASE}/runs/501/deployments`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-GitHub-Token': 'gho_of_the_user',
    },
    body: JSON.stringify(request),
  });
});
