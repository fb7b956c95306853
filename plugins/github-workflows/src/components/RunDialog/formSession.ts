import type {
  FormResponse,
  WorkflowInput,
} from '@internal/plugin-github-workflows-common';
import { newIdempotencyKey } from '@internal/portal-react';
import { FieldValues, fits, initialValue, initialValues } from './inputValues';
import type { Filled } from './prefill';

/** What a new version of the form did to the fields. */
export interface FormChanges {
  /** Inputs that the form before didn't have. */
  added: string[];
  /** Inputs that are gone, with the value that the user had set, if any. */
  removed: { name: string; value?: string }[];
  /** Values of the user that this version doesn't allow. */
  reset: { name: string; value: string }[];
  /** Untouched fields that now start with another default. */
  defaults: { name: string; value: string }[];
}

/** A form that is being filled in. */
export interface FormSession {
  form: FormResponse;
  values: FieldValues;
  /** Inputs of the last version that could be run: the ones that `values` belong to. */
  inputs: WorkflowInput[] | undefined;
  /** What changed when the form was last read again; absent at first. */
  changes?: FormChanges;
  /** What became of values from a link, a preset or a run before; absent when there were none. */
  filled?: Filled;
  /** Names this dispatch, so that a repeated request is one run. */
  idempotencyKey: string;
}

/** Whether two answers are the same version of the form: same ref, same file, same verdict. */
export function isSameForm(one: FormResponse, other: FormResponse): boolean {
  return (
    one.file === other.file &&
    one.ref.name === other.ref.name &&
    one.ref.type === other.ref.type &&
    one.blobSha === other.blobSha &&
    one.state === other.state &&
    // Environments are settings of the repository: they change without the file.
    JSON.stringify(one.inputs) === JSON.stringify(other.inputs)
  );
}

/** A session for a form that was opened just now. */
export function openSession(form: FormResponse): FormSession {
  return {
    form,
    values: initialValues(form.inputs),
    inputs: form.state === 'runnable' ? form.inputs : undefined,
    idempotencyKey: newIdempotencyKey(),
  };
}

/** Fields for the inputs of another version, and what became of the fields before. */
function carryOver(
  before: { inputs: WorkflowInput[]; values: FieldValues },
  inputs: WorkflowInput[],
): { values: FieldValues; changes: FormChanges } {
  const known = new Set(before.inputs.map(({ name }) => name));
  const values = new Map(initialValues(inputs));
  const changes: FormChanges = {
    added: inputs.map(({ name }) => name).filter(name => !known.has(name)),
    removed: [],
    reset: [],
    defaults: [],
  };
  for (const { name } of before.inputs.filter(
    input => !values.has(input.name),
  )) {
    const field = before.values.get(name);
    const value = field?.touched ? field.value : undefined;
    changes.removed.push({ name, value });
  }
  for (const input of inputs.filter(({ name }) => known.has(name))) {
    const { name } = input;
    const field = before.values.get(name);
    const initial = initialValue(input);
    if (field?.touched && fits(input, field.value)) {
      values.set(name, field);
    } else if (field?.touched) {
      changes.reset.push({ name, value: field.value ?? '' });
    } else if (field?.value !== initial) {
      changes.defaults.push({ name, value: initial ?? '' });
    }
  }
  return { values, changes };
}

/**
 * Goes on with another version of the form: keeps what the user has set and still fits, and notes
 * what changed. A version that can't be run has no fields; the values wait for the next one.
 */
export function continueSession(
  session: FormSession,
  form: FormResponse,
): FormSession {
  const { inputs, values } = session;
  if (!inputs) {
    return openSession(form);
  }
  const idempotencyKey = newIdempotencyKey();
  if (form.state !== 'runnable') {
    return { form, values, inputs, idempotencyKey };
  }
  return {
    form,
    ...carryOver({ inputs, values }, form.inputs),
    inputs: form.inputs,
    idempotencyKey,
  };
}
