/**
 * The sign-in of people by a GitHub App, as app-config.production.yaml has it, with Backstage's own
 * provider and the simulated GitHub: what the browser does, without the browser.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import auth from '@backstage/plugin-auth-backend';
import githubProvider from '@backstage/plugin-auth-backend-module-github-provider';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  GithubSimulator,
  ManualClock,
  startGithubSimulator,
} from '@internal/simulators';
import { parse } from 'yaml';

const hour = 3_600_000;
const { additionalScopes, signIn } = parse(
  readFileSync(
    path.resolve(__dirname, '../../../../app-config.production.yaml'),
    'utf8',
  ),
).auth.providers.github.production;

let clock: ManualClock;
let github: GithubSimulator;
let backend: TestBackend;
let url: string;

/** A browser's cookies, all for one path. */
function browser() {
  const cookies = new Map<string, string>();
  const visit = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(address, {
      redirect: 'manual',
      ...init,
      headers: {
        ...init.headers,
        Cookie: [...cookies].map(pair => pair.join('=')).join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      // One without a value takes an older kind of cookie away.
      if (value) {
        cookies.set(name, value);
      }
    }
    return response;
  };
  return {
    cookies,
    async signIn(login: string) {
      const start = await visit(
        `${url}/start?env=production&scope=repo&origin=http://localhost`,
      );
      const asked = new URL(start.headers.get('location')!);
      const chosen = await fetch(`${asked.origin}${asked.pathname}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams([...asked.searchParams, ['login', login]]),
      });
      const { search } = new URL(chosen.headers.get('location')!);
      const page = await (await visit(`${url}/handler/frame${search}`)).text();
      const message = /decodeURIComponent\('([^']+)'\)/.exec(page)![1];
      return JSON.parse(decodeURIComponent(message)).response;
    },
    async refresh() {
      const response = await visit(
        `${url}/refresh?optional&scope=repo&env=production`,
        { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
      );
      return { status: response.status, body: await response.json() };
    },
  };
}

const githubTakes = async (token: string) =>
  (
    await fetch(`${github.apiBaseUrl}/user`, {
      headers: { Authorization: `Bearer ${token}` },
    })
  ).status === 200;

beforeEach(async () => {
  clock = new ManualClock();
  github = await startGithubSimulator({ clock });
  const baseUrl = 'http://localhost';
  backend = await startTestBackend({
    features: [
      auth,
      githubProvider,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'sam-okoro', namespace: 'default' },
            spec: { memberOf: [] },
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl },
          backend: { baseUrl },
          auth: {
            environment: 'production',
            providers: {
              github: {
                production: {
                  clientId: 'simulated-portal',
                  clientSecret: 'simulated-portal-secret',
                  callbackUrl:
                    'http://localhost:7007/api/auth/github/handler/frame',
                  enterpriseInstanceUrl: github.url,
                  additionalScopes,
                  signIn,
                },
              },
            },
          },
        },
      }),
    ],
  });
  url = `http://localhost:${backend.server.port()}/api/auth/github`;
});
afterEach(async () => {
  await backend.stop();
  await github.close();
});

it('gives the browser a token that expires, and keeps what refreshes it in a cookie', async () => {
  const page = browser();
  const { providerInfo, backstageIdentity } = await page.signIn('sam-okoro');
  expect(providerInfo).toMatchObject({
    accessToken: expect.stringMatching(/^ghu_/),
    // What a dispatch asks for counts as granted, so no second window opens for it.
    scope: expect.stringMatching(/\brepo\b/),
  });
  expect(Number(providerInfo.expiresInSeconds)).toBe(8 * 3600);
  expect(backstageIdentity.identity.userEntityRef).toBe(
    'user:default/sam-okoro',
  );
  expect(page.cookies.get('github-refresh-token')).toMatch(/^ghr_/);
  expect(JSON.stringify(providerInfo)).not.toContain('ghr_');
});

it('refreshes it without asking the person, also long after it has expired', async () => {
  const page = browser();
  let { accessToken } = (await page.signIn('sam-okoro')).providerInfo;
  for (const hours of [1, 9, 24 * 150]) {
    const cookie = page.cookies.get('github-refresh-token');
    clock.advance(hours * hour);
    const { status, body } = await page.refresh();
    expect([status, body.providerInfo.scope]).toEqual([
      200,
      expect.stringMatching(/\brepo\b/),
    ]);
    expect(body.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/sam-okoro',
    );
    expect(await githubTakes(accessToken)).toBe(false);
    accessToken = body.providerInfo.accessToken;
    expect(await githubTakes(accessToken)).toBe(true);
    expect(page.cookies.get('github-refresh-token')).not.toBe(cookie);
  }
});

it.each([
  ['has expired', () => clock.advance(24 * 185 * hour)],
  ['was revoked', () => github.state.refreshTokens.clear()],
])('refuses when what refreshes it %s', async (_, end) => {
  const page = browser();
  await page.signIn('sam-okoro');
  end();
  expect(await page.refresh()).toMatchObject({
    status: 401,
    body: { error: { message: expect.stringContaining('Refresh failed') } },
  });
});
