import {
  DispatchInputs,
  WorkflowInput,
} from '@internal/plugin-github-workflows-common';
import { problem } from '../problems';

const remedies = {
  string: 'Give it a text',
  boolean: 'Give it true or false',
  number: 'Give it a number',
  choice: 'Choose one of its options',
  environment: "Choose one of the repository's environments",
};

/**
 * Checks the values of a dispatch against what the file at the ref asks for, before GitHub is
 * asked: GitHub names one mistake at a time and not always in words for people.
 *
 * @throws InputError with code `input_unknown`, `input_missing` or `input_invalid`
 */
export function checkInputs(
  inputs: DispatchInputs,
  asked: WorkflowInput[],
): void {
  const known = new Map(asked.map(input => [input.name, input]));
  const unknown = Object.keys(inputs).filter(name => !known.has(name));
  if (unknown.length > 0) {
    throw problem(
      'invalid',
      'input_unknown',
      `The workflow on this ref has no input ${unknown.join(', ')}.`,
      'Open the form again: it is made from the file on the ref that you picked.',
    );
  }
  for (const input of asked) {
    const value = Object.hasOwn(inputs, input.name)
      ? inputs[input.name]
      : undefined;
    if (
      value === undefined
        ? input.required && input.default === undefined
        : input.required && value === ''
    ) {
      throw problem(
        'invalid',
        'input_missing',
        `The input ${input.name} is required.`,
        'Fill it in and run again.',
      );
    }
    if (value !== undefined && !fits(input, value)) {
      throw problem(
        'invalid',
        'input_invalid',
        `${JSON.stringify(value.slice(0, 100))} isn't a value for the input ${input.name}.`,
        `${remedies[input.type]}${input.options?.length ? `: ${input.options.slice(0, 20).join(', ')}` : ''}.`,
      );
    }
  }
}

function fits(input: WorkflowInput, value: string): boolean {
  switch (input.type) {
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'number':
      return (
        (value === '' && !input.required) ||
        (value.trim() !== '' && Number.isFinite(Number(value)))
      );
    case 'choice':
      return input.options?.includes(value) ?? false;
    case 'environment':
      // Without a list GitHub decides; with one, a name outside of it is a typing mistake.
      return (
        (value === '' && !input.required) ||
        !input.options?.length ||
        input.options.includes(value)
      );
    default:
      return true;
  }
}
