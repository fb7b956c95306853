// Signing in as a browser does, without a browser.

/** The cookies that an answer sets, as a request sends them back. */
const cookiesOf = response =>
  response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    // Without a value it is one that the browser shall forget.
    .filter(cookie => !cookie.endsWith('='))
    .join('; ');

function locationOf(response, step) {
  const location = response.headers.get('location');
  if (!location)
    throw new Error(
      `Signing in: ${step} answered ${response.status} and leads nowhere`,
    );
  return new URL(location, response.url);
}

/**
 * Signs a person in through the simulated GitHub.
 *
 * @param portalUrl - where people come in
 * @param login - such as `sam-okoro`
 * @returns `token` of the portal and `githubToken`
 */
export async function signIn(portalUrl, login) {
  const start = await fetch(
    `${portalUrl}/api/auth/github/start?env=production&scope=repo&origin=${encodeURIComponent(portalUrl)}&flow=popup`,
    { redirect: 'manual' },
  );
  const authorize = locationOf(start, 'the portal');
  const choice = new URLSearchParams(authorize.search);
  choice.set('login', login);
  const chosen = await fetch(authorize.origin + authorize.pathname, {
    method: 'POST',
    body: choice,
    redirect: 'manual',
  });
  const back = await fetch(locationOf(chosen, 'GitHub'), {
    headers: { Cookie: cookiesOf(start) },
  });
  const page = await back.text();
  const answer = /decodeURIComponent\('([^']+)'\)/.exec(page)?.[1];
  const { response, error } = JSON.parse(decodeURIComponent(answer ?? '{}'));
  if (!response)
    throw new Error(
      `Signing ${login} in: ${error?.message ?? `the portal answered ${back.status}`}`,
    );
  return {
    token: response.backstageIdentity.token,
    githubToken: response.providerInfo.accessToken,
  };
}
