import { describeError } from '@internal/portal-react';

/** What went wrong with a sign-in, and what the person can do about it. */
export interface SignInFailure {
  title: string;
  remedy: string;
  /** Whether this is nothing out of the ordinary. */
  isOrdinary?: boolean;
}

/** The auth backend doesn't tell an ended session from a GitHub that can't be asked. */
export const notRestored: SignInFailure = {
  title: 'You have to sign in again',
  remedy:
    'The session of your last visit has ended, or GitHub could not be asked to renew it.',
  isOrdinary: true,
};

const backendIsDown: SignInFailure = {
  title: 'The portal’s backend does not answer',
  remedy: 'Check that it is running and that you are online, then try again.',
};

/** Whether `fetch` got no answer at all; its words differ between browsers. */
function isUnanswered(error: Error | undefined): boolean {
  return /failed to fetch|networkerror|load failed/i.test(error?.message ?? '');
}

/** Whether the person closed GitHub's window, blocked it, or said no there. */
function leftByPerson({ name, message }: Error): boolean {
  const closed = /^Popup(Rejected|Closed)Error$/.test(name);
  // The same error also says that the window answered to another address of the portal.
  const misconfigured = /incorrect app origin/i.test(message);
  return (closed && !misconfigured) || /user has denied/i.test(message);
}

/**
 * Puts the error of a GitHub sign-in into words.
 *
 * The auth backend hands the browser a name and a message only: whom it can't find in the
 * catalog it refuses with "unable to resolve user identity"
 * (`@backstage/plugin-auth-backend`, `CatalogAuthResolverContext`).
 *
 * @returns `undefined` when the person turned back: that needs no explanation
 */
export function githubSignInFailure(error: Error): SignInFailure | undefined {
  if (leftByPerson(error)) {
    return undefined;
  }
  if (/unable to resolve user identity/i.test(error.message)) {
    return {
      title: 'GitHub knows you, but the catalog of this portal does not',
      remedy:
        'The portal is open to people who stand in its catalog under their GitHub login. Ask the platform team to add you, then sign in again.',
    };
  }
  if (isUnanswered(error)) {
    return backendIsDown;
  }
  return {
    title: 'Sign-in with GitHub failed',
    remedy: `GitHub or the portal’s backend answered: “${error.message}”. Try again; if it stays, tell the platform team.`,
  };
}

/** Puts the error of a guest's sign-in into words. */
export function guestSignInFailure(error: Error | undefined): SignInFailure {
  if (isUnanswered(error)) {
    return backendIsDown;
  }
  return {
    title: 'The portal did not let a guest in',
    remedy: `Its backend answered: “${
      describeError(error).message
    }”. Guests need auth.providers.guest in its configuration.`,
  };
}
