import { generateKeyPairSync } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { z } from 'zod';
import { startEmulate } from '../__testUtils__/startEmulate';
import { readGithubWorkflowsConfig } from '../config';
import { GithubGateway } from './GithubGateway';
import { RepositoryReader } from './RepositoryReader';
import { RunObserver } from './RunObserver';
import { RunReader } from './RunReader';

/*
 * The client code against a GitHub that we haven't written: emulate@0.12.2.
 *
 * It covers repositories, the envelopes of workflows and runs, and the way of an App from its key
 * to an installation token. It can't cover more: it has no GraphQL (refs and files), never registers
 * a workflow (so no dispatch, run, job or log), has no environments, deployments, ETags or
 * `/api/v3`, and takes any unknown token for its first user (so no 401). All of that is tested on
 * packages/simulators, whose answers are checked against GitHub's OpenAPI description.
 */

const HOST = 'github.com';
const repository = { host: HOST, owner: 'mobworx', repo: 'appsync-service' };
const APP = { id: 70_100, clientId: 'Iv1.emulated' };

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let github: Awaited<ReturnType<typeof startEmulate>>;

beforeAll(async () => {
  github = await startEmulate({
    tokens: {
      tok_reader: { login: 'portal-reader', scopes: ['repo'] },
      tok_sam: { login: 'sam-okoro', scopes: ['repo'] },
    },
    github: {
      users: [{ login: 'portal-reader' }, { login: 'sam-okoro' }],
      orgs: [{ login: 'mobworx', members: ['portal-reader', 'sam-okoro'] }],
      repos: [
        {
          owner: 'mobworx',
          name: 'appsync-service',
          default_branch: 'master',
          auto_init: true,
        },
      ],
      apps: [
        {
          app_id: APP.id,
          slug: 'mobworx-portal',
          name: 'MobWorx Portal',
          private_key: privateKey,
          permissions: { contents: 'read', actions: 'read' },
          installations: [
            {
              installation_id: 100,
              account: 'mobworx',
              repository_selection: 'all',
            },
          ],
        },
      ],
    },
  });
}, 30_000);
afterAll(async () => github?.stop());

function clients(credential: object) {
  const config = new ConfigReader({
    integrations: {
      github: [{ host: HOST, apiBaseUrl: github.url, ...credential }],
    },
  });
  const integrations = ScmIntegrations.fromConfig(config);
  const settings = readGithubWorkflowsConfig(config);
  const gateway = new GithubGateway({
    integrations,
    config: settings,
    logger: mockServices.logger.mock(),
  });
  return {
    integrations,
    gateway,
    repositories: new RepositoryReader(gateway, settings),
    // It has no runs, so nothing is observed.
    runs: new RunReader(gateway, settings, {} as RunObserver),
  };
}

const withToken = () => clients({ token: 'tok_reader' });
const withApp = () =>
  clients({
    apps: [
      {
        appId: APP.id,
        clientId: APP.clientId,
        clientSecret: 'unused',
        webhookSecret: 'unused',
        privateKey,
      },
    ],
  });

it('reads a repository, and its workflows and runs, of which there are none', async () => {
  const { repositories, runs } = withToken();
  expect((await repositories.settings(repository)).value).toMatchObject({
    defaultBranch: 'master',
    htmlUrl: expect.stringContaining('/mobworx/appsync-service'),
  });
  expect((await repositories.workflows(repository)).value).toEqual([]);
  expect((await runs.latestRuns(repository)).value.byWorkflow.size).toBe(0);
});

it('says that a repository or a workflow is not there', async () => {
  const { repositories, runs } = withToken();
  await expect(
    repositories.settings({ ...repository, repo: 'nope' }),
  ).rejects.toMatchObject({ code: 'repository_not_found' });
  await expect(
    runs.runs(repository, { workflow: 'nope.yml', page: 1 }, 20),
  ).rejects.toMatchObject({ code: 'workflow_not_registered' });
});

it('gets an installation token by the key of the App and reads with it', async () => {
  const { gateway, integrations, repositories } = withApp();
  const { token, type } =
    await DefaultGithubCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url: `https://${HOST}/mobworx/appsync-service` });
  expect([type, token?.slice(0, 4)]).toEqual(['app', 'ghs_']);
  expect((await repositories.settings(repository)).value.defaultBranch).toBe(
    'master',
  );
  const branches = await gateway.read(repository, {
    route: 'GET /repos/{owner}/{repo}/branches',
    answer: z.array(z.object({ name: z.string() })),
  });
  expect(branches).toEqual([{ name: 'master' }]);
});

it('sends what a person does with the token of that person, and says what GitHub answered', async () => {
  const { gateway } = withToken();
  const me = await gateway.writeAs('tok_sam', repository, {
    route: 'GET /user',
    answer: z.object({ login: z.string() }),
  });
  expect(me.login).toBe('sam-okoro');
  await expect(
    gateway.writeAs('tok_sam', repository, {
      route: 'POST /repos/{owner}/{repo}/actions/workflows/{file}/dispatches',
      parameters: { file: 'deploy.yml', ref: 'master', inputs: {} },
      answer: z.unknown(),
    }),
  ).rejects.toMatchObject({ status: 404 });
});

it('finds no refs where a GitHub has no GraphQL, and says so', async () => {
  await expect(
    withToken().repositories.refs(repository, 'branch', ''),
  ).rejects.toMatchObject({ code: 'repository_not_found' });
});
