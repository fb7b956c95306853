import {
  MAX_INPUTS,
  WorkflowInput,
  workflowInputTypeSchema,
} from '@internal/plugin-github-workflows-common';
import { isMap, isScalar, isSeq, Scalar, YAMLMap } from 'yaml';
import type { FileReader } from './parseWorkflowFile';

const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/;
const KEYS = new Set([
  'description',
  'type',
  'required',
  'default',
  'options',
  'deprecationMessage',
]);

/**
 * Reads the definitions below `on.workflow_dispatch.inputs`, in the order of the file. A wrong one
 * is reported and left out, so that the others can still be seen.
 */
export function readInputs(
  inputs: YAMLMap,
  reader: FileReader,
): WorkflowInput[] {
  const read: WorkflowInput[] = [];
  for (const { key, value } of inputs.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!NAME.test(name) || name === '__proto__') {
      reader.problem(
        `${JSON.stringify(name)} can't be the name of an input: letters, digits, - and _ only, not starting with a digit.`,
        key,
      );
      continue;
    }
    const definition = reader.resolve(value);
    if (!isMap(definition)) {
      reader.problem(
        `Input ${name} has no definition; give it at least a type.`,
        key,
      );
      continue;
    }
    const input = readInput(name, definition, reader);
    if (input) {
      read.push(input);
    }
  }
  if (read.length > MAX_INPUTS) {
    reader.problem(
      `The file asks for ${read.length} inputs; GitHub takes at most ${MAX_INPUTS}.`,
      inputs,
    );
  }
  return read;
}

function readInput(
  name: string,
  definition: YAMLMap,
  reader: FileReader,
): WorkflowInput | undefined {
  for (const { key } of definition.items) {
    if (isScalar(key) && !KEYS.has(String(key.value))) {
      reader.problem(
        `Input ${name} has a key ${JSON.stringify(key.value)} that GitHub doesn't know.`,
        key,
      );
    }
  }
  const scalar = (key: string): Scalar | undefined => {
    const node = reader.resolve(definition.get(key, true));
    if (node !== undefined && !isScalar(node)) {
      reader.problem(`"${key}" of input ${name} must be a single value.`, node);
    }
    return isScalar(node) && node.value !== null ? node : undefined;
  };

  const typeNode = scalar('type');
  const type = workflowInputTypeSchema.safeParse(typeNode?.value ?? 'string');
  if (!type.success) {
    reader.problem(
      `Input ${name} has the type ${JSON.stringify(typeNode?.value)}; GitHub knows string, boolean, choice, number and environment.`,
      typeNode,
    );
    return undefined;
  }
  const required = scalar('required');
  if (required && typeof required.value !== 'boolean') {
    reader.problem(
      `"required" of input ${name} must be true or false.`,
      required,
    );
  }
  const description = scalar('description');
  const input: WorkflowInput = {
    name,
    type: type.data,
    required: required?.value === true,
    ...(description && {
      description: String(description.value).slice(0, 2_000),
    }),
  };
  if (input.type === 'choice') {
    input.options = readOptions(name, definition, reader);
  }
  readDefault(input, scalar('default'), reader);
  return input;
}

function readOptions(
  name: string,
  definition: YAMLMap,
  reader: FileReader,
): string[] {
  const node = reader.resolve(definition.get('options', true));
  const options: string[] = [];
  for (const item of isSeq(node) ? node.items : []) {
    const option = reader.resolve(item);
    if (isScalar(option) && option.value !== null) {
      options.push(String(option.value));
    } else {
      reader.problem(`An option of input ${name} isn't a single value.`, item);
    }
  }
  if (options.length === 0) {
    reader.problem(`Input ${name} is a choice without options.`, definition);
  }
  return options;
}

function readDefault(
  input: WorkflowInput,
  node: Scalar | undefined,
  reader: FileReader,
) {
  if (!node) {
    return;
  }
  const value = String(node.value);
  const fits = {
    string: true,
    environment: true,
    boolean: value === 'true' || value === 'false',
    number: value.trim() !== '' && Number.isFinite(Number(value)),
    choice: input.options?.includes(value) ?? false,
  }[input.type];
  if (!fits) {
    reader.problem(
      `The default ${JSON.stringify(value)} of input ${input.name} isn't ${whatFits(input)}.`,
      node,
    );
    return;
  }
  input.default = value;
}

function whatFits(input: WorkflowInput): string {
  switch (input.type) {
    case 'boolean':
      return 'true or false';
    case 'number':
      return 'a number';
    default:
      return 'one of its options';
  }
}
