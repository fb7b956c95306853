import {
  DispatchInputs,
  FormViewer,
  MAX_INPUTS_CHARACTERS,
  WorkflowInput,
} from '@internal/plugin-github-workflows-common';

/** What stands in one field of the form. */
export interface FieldValue {
  /** Always text, as GitHub takes it; `undefined` leaves the input out. */
  value: string | undefined;
  /** Whether the user has set it, so that a change of the ref should keep it. */
  touched: boolean;
}

/** Fields by the name of their input. A map, because a file may name an input `__proto__`. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

/** What is wrong with the values of a form. */
export interface FormProblems {
  /** A sentence per input. */
  fields: ReadonlyMap<string, string>;
  /** What is wrong with all of them together. */
  form?: string;
}

// What the YAML and JSON notations of a number have in common.
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The value that a field starts with: what GitHub would use. */
export function initialValue(input: WorkflowInput): string | undefined {
  const { type, options, required } = input;
  if (type === 'boolean') {
    if (input.default === undefined) {
      return required ? 'false' : undefined;
    }
    return input.default === 'true' ? 'true' : 'false';
  }
  return input.default !== undefined &&
    options?.includes(input.default) === false
    ? undefined
    : input.default;
}

/** Fields for a form that nobody has touched. */
export function initialValues(inputs: WorkflowInput[]): FieldValues {
  return new Map(
    inputs.map(input => [
      input.name,
      { value: initialValue(input), touched: false },
    ]),
  );
}

/** Whether a value that was set for another version of an input makes sense for this one. */
export function fits(input: WorkflowInput, value: string | undefined): boolean {
  if (value === undefined) {
    return true;
  }
  switch (input.type) {
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'number':
      return (
        value === '' || (NUMBER.test(value) && Number.isFinite(Number(value)))
      );
    case 'choice':
    case 'environment':
      return input.options?.includes(value) ?? true;
    default:
      return true;
  }
}

function problemOf(
  input: WorkflowInput,
  value: string | undefined,
): string | undefined {
  if (value === undefined || value === '') {
    if (input.required) {
      return input.options
        ? 'Choose a value: the workflow requires it.'
        : 'Enter a value: the workflow requires it.';
    }
    // GitHub takes no empty number, and would fall back to the default without a word.
    return input.type === 'number' && value === '' && input.default
      ? `Enter a number: left empty, GitHub would use the default, ${input.default}.`
      : undefined;
  }
  if (fits(input, value)) {
    return undefined;
  }
  return input.type === 'number'
    ? 'Enter a number, such as 3 or 0.5.'
    : 'Choose one of the values that the workflow allows.';
}

/**
 * Checks the values as GitHub and the portal's rules would, before anything is sent.
 *
 * @param viewer - what the rules refuse to the person who fills in the form
 */
export function checkValues(
  inputs: WorkflowInput[],
  values: FieldValues,
  viewer?: FormViewer,
): FormProblems {
  const fields = new Map<string, string>();
  for (const input of inputs) {
    const value = values.get(input.name)?.value;
    const problem =
      problemOf(input, value) ??
      (input.type === 'environment'
        ? viewer?.refusedEnvironments.find(({ name }) => name === value)?.reason
        : undefined);
    if (problem) {
      fields.set(input.name, problem);
    }
  }
  const length = JSON.stringify(toDispatchInputs(inputs, values)).length;
  return {
    fields,
    form:
      length > MAX_INPUTS_CHARACTERS
        ? `The values have ${length} characters together; GitHub takes ${MAX_INPUTS_CHARACTERS} at most.`
        : undefined,
  };
}

/**
 * The values as GitHub takes them: all as text. An input that was never set and has no default is
 * left out; a text that was cleared is sent empty, since leaving it out would bring the default
 * back. GitHub refuses an empty boolean, choice, number or environment, so these are left out.
 */
export function toDispatchInputs(
  inputs: WorkflowInput[],
  values: FieldValues,
): DispatchInputs {
  const entries: [string, string][] = [];
  for (const { name, type } of inputs) {
    const value = values.get(name)?.value;
    if (value !== undefined && (value !== '' || type === 'string')) {
      entries.push([name, value]);
    }
  }
  return Object.fromEntries(entries);
}
