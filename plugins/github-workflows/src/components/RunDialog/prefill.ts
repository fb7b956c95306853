import {
  DispatchInputs,
  dispatchInputsSchema,
  REDACTED,
} from '@internal/plugin-github-workflows-common';
import type { PickedRef } from '../../api';
import type { FormSession } from './formSession';
import { fits } from './inputValues';

/** Values that somebody else has chosen for a form: a link, a preset, a run before. */
export interface Prefill {
  /** Where they come from, as in “Filled from …”. */
  source: string;
  /** Only for the form at this ref; for any when absent. */
  at?: PickedRef;
  inputs: DispatchInputs;
  /** Why the values couldn't be read; then there are none. */
  problem?: string;
}

/** What became of a prefill. */
export interface Filled {
  source: string;
  problem?: string;
  /** Names of the fields that got a value. */
  filled: string[];
  /** Values for inputs that the form doesn't have. */
  unknown: { name: string; value: string }[];
  /** Values that the form doesn't allow. */
  unfit: { name: string; value: string }[];
  /** Inputs whose values the portal doesn't give out. */
  hidden: string[];
}

/** The longest text of inputs that is read from a link; browsers take no longer address. */
const MAX_LINK_CHARACTERS = 100_000;

/**
 * Reads the `inputs` of a link: a JSON object of names and values. Numbers and switches may be
 * written as such; they are sent as text.
 */
export function readLinkInputs(text: string): Prefill {
  const source = 'the link';
  const unreadable = (problem: string) => ({ source, inputs: {}, problem });
  if (text.length > MAX_LINK_CHARACTERS) {
    return unreadable('they are too long');
  }
  let value: unknown;
  try {
    value = JSON.parse(text, (_name, part) =>
      typeof part === 'number' || typeof part === 'boolean'
        ? String(part)
        : part,
    );
  } catch {
    return unreadable('they aren’t JSON');
  }
  const parsed = dispatchInputsSchema.safeParse(value);
  return parsed.success
    ? { source, inputs: parsed.data }
    : unreadable(`the JSON ${parsed.error.issues[0].message}`);
}

/** Fills a form as far as the values fit it, and notes what doesn't. Nothing is sent. */
export function fillSession(
  session: FormSession,
  prefill: Prefill,
): FormSession {
  const { source, problem } = prefill;
  const known = new Map(
    session.form.inputs.map(input => [input.name, input] as const),
  );
  const values = new Map(session.values);
  const filled: Filled = {
    source,
    problem,
    filled: [],
    unknown: [],
    unfit: [],
    hidden: [],
  };
  for (const [name, value] of Object.entries(prefill.inputs)) {
    const input = known.get(name);
    if (!input) {
      filled.unknown.push({ name, value });
    } else if (value === REDACTED) {
      filled.hidden.push(name);
    } else if (!fits(input, value)) {
      filled.unfit.push({ name, value });
    } else {
      filled.filled.push(name);
      values.set(name, { value, touched: true });
    }
  }
  return { ...session, values, filled };
}

/**
 * Search of the link that opens the form of a workflow with these values and runs nothing:
 * `?workflow=…&ref=…&refType=…&inputs=…`.
 */
export function prefillSearch(
  file: string,
  at: PickedRef,
  inputs: DispatchInputs,
): string {
  const search = new URLSearchParams({ workflow: file, ref: at.ref });
  if (at.refType === 'tag') {
    search.set('refType', 'tag');
  }
  search.set('inputs', JSON.stringify(inputs));
  return `?${search}`;
}
