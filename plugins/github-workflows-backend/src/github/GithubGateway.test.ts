import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mockServices } from '@backstage/backend-test-utils';
import { problem } from '../problems';
import { GithubGateway } from './GithubGateway';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };

let server: Server;
let address: string;

// Answers a call to the API with the signed address /status/<run>, and that with this status.
beforeAll(async () => {
  server = createServer((req, res) => {
    const [, kind, last] = /\/(status|runs)\/(\w+)$/.exec(req.url!) ?? [];
    if (kind === 'status') {
      res.writeHead(Number(last)).end('content');
    } else if (last === '1') {
      res.writeHead(302).end();
    } else {
      res.writeHead(302, { location: `${address}/status/${last}` }).end();
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function gatewayOf(credentials = { type: 'token', token: 'reader' }) {
  return new GithubGateway({
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: { github: [{ host: 'github.com', apiBaseUrl: address }] },
      }),
    ),
    credentials: { getCredentials: async () => credentials as never },
    config: { timeoutMs: 2_000 } as never,
    logger: mockServices.logger.mock(),
  });
}

const download = (runId: number) =>
  gatewayOf().openDownload(
    repository,
    {
      route: 'GET /repos/{owner}/{repo}/runs/{run_id}',
      parameters: { run_id: runId },
      absent: status =>
        problem('absent', 'artifact_not_found', `gone by ${status}`, 'Again.'),
    },
    new AbortController().signal,
  );

it.each([
  ['it has been deleted', 410, 'artifact_not_found', /gone by 410/],
  ['it was never there', 404, 'artifact_not_found', /gone by 404/],
  ['the signature is over', 403, 'github_unexpected_answer', /understands/],
  ['the store is empty', 204, 'github_unexpected_answer', /understands/],
  ['there is no such address', 1, 'github_unexpected_answer', /understands/],
])(
  'says what a signed address answers where %s',
  async (_name, status, code, message) => {
    await expect(download(status)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  },
);

it('gives what a signed address answers', async () => {
  const response = await download(200);
  expect(await response.text()).toBe('content');
});

it('has a token of the App only where the portal has an App', async () => {
  const app = gatewayOf({ type: 'app', token: 'installation' });
  expect(await app.appToken(repository)).toBe('installation');
  const unavailable = { code: 'app_identity_unavailable' };
  const elsewhere = { ...repository, host: 'ghe.mobworx.example' };
  await expect(app.appToken(elsewhere)).rejects.toMatchObject(unavailable);
  await expect(gatewayOf().appToken(repository)).rejects.toMatchObject(
    unavailable,
  );
});
