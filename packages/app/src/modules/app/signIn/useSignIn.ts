import { useCallback, useEffect, useRef, useState } from 'react';
import {
  githubAuthApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { identityOfPerson, withSignOut } from '@internal/portal-react';
import {
  rememberChoice,
  rememberedChoice,
  SignInChoice,
} from './rememberedChoice';
import {
  githubSignInFailure,
  guestSignInFailure,
  notRestored,
  SignInFailure,
} from './signInFailure';

/** Where the sign-in stands. */
export type SignInState =
  | { step: 'choosing'; failure?: SignInFailure }
  /** A session of the last visit is looked for; nothing is asked. */
  | { step: 'restoring' }
  | { step: 'waitingForGithub' }
  | { step: 'enteringAsGuest' };

function firstState(): SignInState {
  switch (rememberedChoice()) {
    case 'github':
      return { step: 'restoring' };
    case 'guest':
      return { step: 'enteringAsGuest' };
    default:
      return { step: 'choosing' };
  }
}

/**
 * Signs a person in and remembers how, so that a reload needs no click.
 *
 * @param onSignInSuccess - called once, with the identity
 */
export function useSignIn(onSignInSuccess: (identity: IdentityApi) => void) {
  const githubAuth = useApi(githubAuthApiRef);
  const [state, setState] = useState<SignInState>(firstState);

  const succeed = useCallback(
    (choice: SignInChoice, identity: IdentityApi) => {
      rememberChoice(choice);
      onSignInSuccess(withSignOut(identity, () => rememberChoice(undefined)));
    },
    [onSignInSuccess],
  );

  const fail = useCallback((failure?: SignInFailure) => {
    rememberChoice(undefined);
    setState({ step: 'choosing', failure });
  }, []);

  const github = useCallback(
    async (mode: 'restore' | 'ask') => {
      try {
        const identity = await identityOfPerson(githubAuth, mode);
        if (identity) {
          succeed('github', identity);
        } else {
          fail(notRestored);
        }
      } catch (error) {
        fail(githubSignInFailure(error as Error));
      }
    },
    [githubAuth, succeed, fail],
  );

  // Restoring is done once for the page, also where React mounts twice to find mistakes.
  const restored = useRef(false);
  useEffect(() => {
    if (state.step === 'restoring' && !restored.current) {
      restored.current = true;
      github('restore');
    }
  }, [state.step, github]);

  return {
    state,
    signInWithGithub: () => {
      setState({ step: 'waitingForGithub' });
      return github('ask');
    },
    enterAsGuest: () => setState({ step: 'enteringAsGuest' }),
    onGuestSession: (identity: IdentityApi) => succeed('guest', identity),
    onGuestRefused: (error?: Error) => fail(guestSignInFailure(error)),
  };
}
