import type { FormResponse } from '@internal/plugin-github-workflows-common';
import { useState } from 'react';
import { newIdempotencyKey } from '@internal/portal-react';
import {
  continueSession,
  FormSession,
  isSameForm,
  openSession,
} from './formSession';
import { fillSession, Prefill } from './prefill';

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

/** Whether a prefill is meant for this form. */
function isFor(prefill: Prefill, { ref, state }: FormResponse): boolean {
  const { at } = prefill;
  return (
    state === 'runnable' &&
    (!at || (at.ref === ref.name && at.refType === ref.type))
  );
}

/**
 * What is being filled in, through all versions of the form that were read on the way.
 *
 * @param form - the newest version; `undefined` while it is being read
 * @param opensWith - values to begin with, as soon as there is a form
 */
export function useFormSession(
  form: FormResponse | undefined,
  opensWith: Prefill | undefined,
) {
  const [session, setSession] = useState<FormSession>();
  const [awaiting, setAwaiting] = useState(opensWith);

  let current = session;
  // Set while rendering, so that no frame shows new fields with old values.
  if (form && session?.form !== form) {
    current = follow(session, form);
    setSession(current);
  }
  if (current && form && awaiting && isFor(awaiting, form)) {
    current = fillSession(current, awaiting);
    setSession(current);
    setAwaiting(undefined);
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
    /** Fills the form at once, or as soon as the one that the values are for is there. */
    fill: setAwaiting,
    /** The next request is another dispatch, not this one again. */
    renewKey: () =>
      setSession(now => now && { ...now, idempotencyKey: newIdempotencyKey() }),
  };
}
