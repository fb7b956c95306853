import { ComponentType } from 'react';
import { ProxiedSignInPage, UserIdentity } from '@backstage/core-components';
import {
  BackstageIdentityApi,
  IdentityApi,
  ProfileInfoApi,
  SessionApi,
} from '@backstage/frontend-plugin-api';

/** An auth API of the platform that can say who a person is, such as `githubAuthApiRef`'s. */
export type SignInAuthApi = BackstageIdentityApi & ProfileInfoApi & SessionApi;

/**
 * The identity of a person who is signed in through an auth provider.
 *
 * @param authApi - the provider's API
 * @param mode - `restore` looks for a running session and opens nothing; `ask` opens the
 *   provider's window and must be called from a click
 * @returns `undefined` when there is no session to restore
 * @throws what the provider answers; `PopupRejectedError` when the window was closed
 */
export async function identityOfPerson(
  authApi: SignInAuthApi,
  mode: 'restore' | 'ask',
): Promise<IdentityApi | undefined> {
  const session = await authApi.getBackstageIdentity(
    mode === 'restore' ? { optional: true } : { instantPopup: true },
  );
  if (!session) {
    return undefined;
  }
  const profile = await authApi.getProfile();
  return UserIdentity.create({ identity: session.identity, authApi, profile });
}

/** Props of {@link GuestSession}. */
export interface GuestSessionProps {
  /** Called once with the guest's identity. */
  onSignInSuccess(identity: IdentityApi): void;
  /** Shown when the backend refuses guests. */
  ErrorComponent: ComponentType<{ error?: Error }>;
}

/**
 * Starts the session of a guest at the `guest` auth provider as soon as it is rendered, and
 * shows a progress bar until then.
 */
export function GuestSession(props: GuestSessionProps) {
  return <ProxiedSignInPage provider="guest" {...props} />;
}

/**
 * The same identity, which also calls `onSignOut` when the person signs out, so that the portal
 * forgets how they had signed in.
 */
export function withSignOut(
  identity: IdentityApi,
  onSignOut: () => void,
): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      onSignOut();
      await identity.signOut();
    },
  };
}
