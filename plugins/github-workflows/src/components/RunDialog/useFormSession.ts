import type { FormResponse } from '@internal/plugin-github-workflows-common';
import { useState } from 'react';
import {
  continueSession,
  FormSession,
  isSameForm,
  newIdempotencyKey,
  openSession,
} from './formSession';

function follow(
  session: FormSession | undefined,
  form: FormResponse,
): FormSession {
  if (!session) {
    return openSession(form);
  }
  // The branch may have moved without the file: then only the commit to show is another.
  return isSameForm(session.form, form)
    ? { ...session, form }
    : continueSession(session, form);
}

/**
 * What is being filled in, through all versions of the form that were read on the way.
 *
 * @param form - the newest version; `undefined` while it is being read
 */
export function useFormSession(form: FormResponse | undefined) {
  const [session, setSession] = useState<FormSession>();

  let current = session;
  if (form && session?.form !== form) {
    // Set while rendering, so that no frame shows new fields with old values.
    current = follow(session, form);
    setSession(current);
  }

  return {
    session: current,
    setValue: (name: string, value: string | undefined) =>
      setSession(
        now =>
          now && {
            ...now,
            values: new Map(now.values).set(name, { value, touched: true }),
          },
      ),
    /** The next request is another dispatch, not this one again. */
    renewKey: () =>
      setSession(now => now && { ...now, idempotencyKey: newIdempotencyKey() }),
  };
}
