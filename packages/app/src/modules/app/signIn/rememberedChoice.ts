/** How a person signs in. */
export type SignInChoice = 'github' | 'guest';

const key = 'portal.sign-in-choice';

/** The choice of the last time, or `undefined` when there is none or storage is closed. */
export function rememberedChoice(): SignInChoice | undefined {
  try {
    const value = window.localStorage.getItem(key);
    return value === 'github' || value === 'guest' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers how the person signed in, for the next reload; `undefined` forgets it. */
export function rememberChoice(choice: SignInChoice | undefined): void {
  try {
    if (choice) {
      window.localStorage.setItem(key, choice);
    } else {
      window.localStorage.removeItem(key);
    }
  } catch {
    // Without storage the page asks again after each reload, which is all that is lost.
  }
}
