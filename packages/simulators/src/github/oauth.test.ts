import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import type { GithubSimulator } from './simulator';

const { start } = checkedGithub();
const callback = 'http://localhost:7007/api/auth/github/handler/frame';
const client = {
  client_id: 'simulated-portal',
  client_secret: 'simulated-portal-secret',
};

function authorize(github: GithubSimulator, params: Record<string, string>) {
  const query = {
    client_id: client.client_id,
    redirect_uri: callback,
    scope: 'read:user repo',
    state: 'xyz',
    ...params,
  };
  return fetch(`${github.url}/login/oauth/authorize`, {
    method: 'POST',
    body: new URLSearchParams(query),
    redirect: 'manual',
  });
}

async function codeFor(
  github: GithubSimulator,
  login: string,
): Promise<string> {
  const response = await authorize(github, { login });
  return new URL(response.headers.get('location')!).searchParams.get('code')!;
}

async function exchange(
  github: GithubSimulator,
  params: Record<string, string>,
  accept = 'application/json',
) {
  const response = await fetch(`${github.url}/login/oauth/access_token`, {
    method: 'POST',
    headers: { Accept: accept },
    body: new URLSearchParams({ ...client, ...params }),
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  return accept === 'application/json'
    ? JSON.parse(text)
    : Object.fromEntries(new URLSearchParams(text));
}

/** What the portal's App was, had it been registered as the older kind. */
function makeOAuthApp(github: GithubSimulator) {
  const app = github.state.oauthApps.get(client.client_id)!;
  github.state.oauthApps.set(app.clientId, { ...app, isGithubApp: false });
}

// docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
describe('OAuth web flow', () => {
  it('offers the seeded people and says that it is simulated', async () => {
    const github = await start();
    const query = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: callback,
      state: '"><script>',
    });
    const page = await (
      await fetch(`${github.url}/login/oauth/authorize?${query}`)
    ).text();
    expect(page).toContain('This is a simulated GitHub');
    expect(page.match(/Continue as/g)).toHaveLength(9);
    expect(page).toContain('Continue as Sam Okoro <span>(@sam-okoro)</span>');
    expect(page).not.toContain('mobworx-portal-reader');
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  it('gives a code for one exchange, and an OAuth App a token with the scopes asked for', async () => {
    const github = await start();
    makeOAuthApp(github);
    const response = await authorize(github, { login: 'sam-okoro' });
    const location = new URL(response.headers.get('location')!);
    expect(location.origin + location.pathname).toBe(callback);
    expect(location.searchParams.get('state')).toBe('xyz');
    const code = location.searchParams.get('code')!;
    const answer = await exchange(github, { code, redirect_uri: callback });
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^gho_/),
      scope: 'read:user,repo',
      token_type: 'bearer',
    });
    const user = await caller(github)('GET /user', {
      token: answer.access_token,
    });
    expect(user.body).toMatchObject({ login: 'sam-okoro', name: 'Sam Okoro' });
    expect(await exchange(github, { code })).toMatchObject({
      error: 'bad_verification_code',
    });
  });

  it('answers in a form unless the client asks for JSON', async () => {
    const github = await start();
    const answer = await exchange(
      github,
      { code: await codeFor(github, 'ida-novak') },
      '*/*',
    );
    expect(answer).toMatchObject({
      expires_in: '28800',
      scope: '',
      token_type: 'bearer',
    });
  });

  it('refuses a wrong secret, a late code and another address', async () => {
    const github = await start();
    const code = await codeFor(github, 'sam-okoro');
    expect(
      await exchange(github, { code, client_secret: 'guess' }),
    ).toMatchObject({ error: 'incorrect_client_credentials' });
    expect(
      await exchange(github, { code, redirect_uri: 'http://localhost:1/api' }),
    ).toMatchObject({ error: 'redirect_uri_mismatch' });
    const late = await codeFor(github, 'sam-okoro');
    github.clock.advance(10 * 60_000);
    expect(await exchange(github, { code: late })).toMatchObject({
      error: 'bad_verification_code',
    });
  });

  it('sends a cancelled sign-in back with an error', async () => {
    const github = await start();
    for (const login of ['', 'mobworx-portal-reader', 'nobody']) {
      const location = new URL(
        (await authorize(github, { login })).headers.get('location')!,
      );
      expect(location.searchParams.get('error')).toBe('access_denied');
      expect(location.searchParams.get('state')).toBe('xyz');
    }
  });

  it('keeps to the registered callback; only the port of a loopback address may differ', async () => {
    const github = await start();
    const target = async (redirectUri: string) => {
      const response = await authorize(github, {
        login: 'sam-okoro',
        redirect_uri: redirectUri,
      });
      const location = new URL(response.headers.get('location')!);
      return [location.origin, location.searchParams.get('error')];
    };
    expect(await target(callback.replace('7007', '17007'))).toEqual([
      'http://localhost:17007',
      null,
    ]);
    for (const foreign of [
      'https://evil.example/api/auth/github/handler/frame',
      'http://localhost:7007/other',
      'nonsense',
    ]) {
      expect(await target(foreign)).toEqual([
        'http://localhost:7007',
        'redirect_uri_mismatch',
      ]);
    }
    const unknown = await authorize(github, {
      login: 'sam-okoro',
      client_id: 'other',
    });
    expect(unknown.status).toBe(404);
  });
});

// docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens
describe('user tokens of a GitHub App', () => {
  const hour = 3_600_000;
  const badRefreshToken = expect.objectContaining({
    error: 'bad_refresh_token',
  });
  const refresh = (github: GithubSimulator, refreshToken: string) =>
    exchange(github, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
  const signIn = async (github: GithubSimulator) =>
    exchange(github, { code: await codeFor(github, 'sam-okoro') });
  const statusWith = async (
    github: GithubSimulator,
    token: string,
    route = 'GET /user',
  ) => (await caller(github)(route, { token })).status;

  it('expire after eight hours, bound by what the person may do instead of scopes', async () => {
    const github = await start();
    const pair = await signIn(github);
    expect(pair).toEqual({
      access_token: expect.stringMatching(/^ghu_/),
      expires_in: 28_800,
      refresh_token: expect.stringMatching(/^ghr_/),
      refresh_token_expires_in: 15_897_600,
      scope: '',
      token_type: 'bearer',
    });
    const token = pair.access_token;
    const may = (name: string) =>
      statusWith(github, token, `GET /repos/MobWorx/${name}`);
    expect([await may('appsync-service'), await may('operations')]).toEqual([
      200, 404,
    ]);
    github.clock.advance(8 * hour - 1);
    expect(await statusWith(github, token)).toBe(200);
    github.clock.advance(1);
    expect(await statusWith(github, token)).toBe(401);
  });

  it('are exchanged for the next, which ends the pair before', async () => {
    const github = await start();
    const first = await signIn(github);
    const second = await refresh(github, first.refresh_token);
    expect(Object.keys(second)).toEqual(Object.keys(first));
    expect(await statusWith(github, first.access_token)).toBe(401);
    expect(await statusWith(github, second.access_token)).toBe(200);
    expect(await refresh(github, first.refresh_token)).toEqual(badRefreshToken);
    github.clock.advance(100 * 24 * hour);
    const third = await refresh(github, second.refresh_token);
    github.clock.advance(15_897_600_000);
    expect(await refresh(github, third.refresh_token)).toEqual(badRefreshToken);
  });

  it('end by the switch before their time, with the authorization for good', async () => {
    const github = await start();
    const end = async (body: object) =>
      (
        await fetch(`${github.url}/_simulator/sign-ins/end`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;
    const first = await signIn(github);
    expect(await end({ login: 'sam-okoro', what: 'tokens' })).toBe(204);
    expect(await statusWith(github, first.access_token)).toBe(401);
    const second = await refresh(github, first.refresh_token);
    expect(await end({ login: 'kim-sato', what: 'authorization' })).toBe(204);
    expect(await statusWith(github, second.access_token)).toBe(200);
    expect(await end({ login: 'sam-okoro', what: 'authorization' })).toBe(204);
    expect(await statusWith(github, second.access_token)).toBe(401);
    expect(await refresh(github, second.refresh_token)).toEqual(
      badRefreshToken,
    );
    expect(await end({ login: 'sam-okoro' })).toBe(400);
  });
});
