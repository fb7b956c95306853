import {
  discoveryApiRef,
  githubAuthApiRef,
  IdentityApi,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { rememberChoice, rememberedChoice } from './rememberedChoice';
import { SignInPage } from './SignInPage';

const server = setupServer();
registerMswTestHooks(server);

const session = (name: string) => ({
  token: 'a.e30.c',
  expiresInSeconds: 3600,
  identity: {
    type: 'user' as const,
    userEntityRef: `user:default/${name}`,
    ownershipEntityRefs: [`user:default/${name}`],
  },
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function renderPage(options: {
  portal?: { guestSignIn?: boolean; signInHint?: string };
  getBackstageIdentity?: jest.Mock;
}) {
  const githubAuth = {
    getBackstageIdentity:
      options.getBackstageIdentity ?? jest.fn().mockResolvedValue(undefined),
    getProfile: jest.fn().mockResolvedValue({ displayName: 'Sam Okoro' }),
    signOut: jest.fn().mockResolvedValue(undefined),
  };
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [
      [githubAuthApiRef, githubAuth as any],
      [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://localhost' })],
    ],
    config: { app: { title: 'MobWorx Portal' }, portal: options.portal },
  });
  return { githubAuth, onSignInSuccess };
}

const github = () => screen.findByRole('button', { name: /with GitHub/ });
const guest = () => screen.findByRole('button', { name: /as guest/ });

describe('SignInPage', () => {
  beforeEach(() => window.localStorage.clear());

  it('offers GitHub alone where guests are not let in', async () => {
    renderPage({});
    expect(
      await screen.findByRole('heading', { name: 'MobWorx Portal' }),
    ).toBeVisible();
    expect(await github()).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /as guest/ }),
    ).not.toBeInTheDocument();
  });

  it('signs in with GitHub from the click, and remembers it until sign-out', async () => {
    const { githubAuth, onSignInSuccess } = renderPage({
      portal: { guestSignIn: true, signInHint: 'Choose sam-okoro.' },
      getBackstageIdentity: jest.fn().mockResolvedValue(session('sam-okoro')),
    });
    expect(await screen.findByText('Choose sam-okoro.')).toBeVisible();
    expect(githubAuth.getBackstageIdentity).not.toHaveBeenCalled();

    await userEvent.click(await github());
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(githubAuth.getBackstageIdentity).toHaveBeenCalledWith({
      instantPopup: true,
    });
    expect(rememberedChoice()).toBe('github');

    const identity = onSignInSuccess.mock.calls[0][0];
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/sam-okoro',
    );
    await identity.signOut();
    expect(githubAuth.signOut).toHaveBeenCalled();
    expect(rememberedChoice()).toBeUndefined();
  });

  it('restores a GitHub session after a reload without opening a window', async () => {
    rememberChoice('github');
    const { githubAuth, onSignInSuccess } = renderPage({
      getBackstageIdentity: jest.fn().mockResolvedValue(session('sam-okoro')),
    });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(githubAuth.getBackstageIdentity.mock.calls).toEqual([
      [{ optional: true }],
    ]);
  });

  it('asks again when the session of the last visit has ended, and says why', async () => {
    rememberChoice('github');
    const { onSignInSuccess } = renderPage({});
    expect(await github()).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /session of your last visit has ended/,
    );
    expect(onSignInSuccess).not.toHaveBeenCalled();
  });

  it.each([
    [
      'a person who is not in the catalog',
      named(
        'Error',
        'Failed to sign-in, unable to resolve user identity. Please verify that your catalog contains the expected User entities that would match your configured sign-in resolver.',
      ),
      /catalog of this portal does not.*platform team/,
    ],
    [
      'a backend that is down',
      new TypeError('Failed to fetch'),
      /backend does not answer/,
    ],
    ['anything else', named('Error', 'Bad state'), /“Bad state”/],
  ])('says in a sentence what went wrong for %s', async (_, error, words) => {
    const { onSignInSuccess } = renderPage({
      getBackstageIdentity: jest.fn().mockRejectedValue(error),
    });
    await userEvent.click(await github());
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(onSignInSuccess).not.toHaveBeenCalled();
    expect(rememberedChoice()).toBeUndefined();
  });

  it.each([
    named('PopupClosedError', 'Login failed, popup was closed'),
    named(
      'Error',
      'Authentication rejected, The user has denied your application access.',
    ),
  ])('makes no fuss about a person who turns back: %s', async error => {
    let turnBack: () => void = () => {};
    renderPage({
      getBackstageIdentity: jest.fn(
        () => new Promise((_, reject) => (turnBack = () => reject(error))),
      ),
    });
    await userEvent.click(await github());
    expect(
      await screen.findByRole('button', { name: /Waiting for GitHub/ }),
    ).toBeDisabled();
    turnBack();
    expect(await github()).toBeEnabled();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('lets a guest in through the guest provider, and remembers it', async () => {
    server.use(
      http.get('http://localhost/api/auth/guest/refresh', () =>
        HttpResponse.json({
          providerInfo: {},
          profile: {},
          backstageIdentity: session('guest'),
        }),
      ),
    );
    const { onSignInSuccess } = renderPage({ portal: { guestSignIn: true } });
    await userEvent.click(await guest());
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const identity = onSignInSuccess.mock.calls[0][0];
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/guest',
    );
    expect(rememberedChoice()).toBe('guest');
  });

  it('does not blame the configuration when nothing answers a guest', async () => {
    rememberChoice('guest');
    server.use(
      http.get('http://localhost/api/auth/guest/refresh', () =>
        HttpResponse.error(),
      ),
    );
    renderPage({ portal: { guestSignIn: true } });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /backend does not answer/,
    );
  });

  it('goes back to the choices when the backend refuses a guest', async () => {
    rememberChoice('guest');
    server.use(
      http.get('http://localhost/api/auth/guest/refresh', () =>
        HttpResponse.json(
          {
            error: { name: 'NotFoundError', message: 'Unknown auth provider' },
            response: { statusCode: 404 },
          },
          { status: 404 },
        ),
      ),
    );
    renderPage({ portal: { guestSignIn: true } });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /did not let a guest in.*Unknown auth provider/,
    );
    expect(rememberedChoice()).toBeUndefined();
    expect(await github()).toBeEnabled();
  });
});
