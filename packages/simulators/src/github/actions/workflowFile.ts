import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';

export type InputType =
  'string' | 'boolean' | 'number' | 'choice' | 'environment';

/** One input of `on.workflow_dispatch.inputs`, values as the strings that GitHub compares. */
export interface DispatchInput {
  name: string;
  type: InputType;
  required: boolean;
  default?: string;
  options: string[];
}

export interface WorkflowFile {
  name?: string;
  runName?: string;
  /** Event → its configuration (null when it has none). */
  on: Map<string, Record<string, unknown> | null>;
  /** Inputs in file order; undefined without `workflow_dispatch`. */
  dispatchInputs?: DispatchInput[];
  jobs: Record<string, Record<string, unknown>>;
  /** As written: a name, or a map with `group` and `cancel-in-progress`. */
  concurrency?: unknown;
}

/** A workflow file that GitHub refuses; the message carries line and column. */
export class WorkflowFileError extends Error {
  constructor(problem: string, line: number, column: number) {
    super(`(Line: ${line}, Col: ${column}): ${problem}`);
  }
}

const inputKeys = [
  'description',
  'type',
  'required',
  'default',
  'options',
  'deprecationMessage',
];
const inputTypes: InputType[] = [
  'string',
  'boolean',
  'number',
  'choice',
  'environment',
];
const topLevelKeys = [
  'name',
  'run-name',
  'on',
  'permissions',
  'env',
  'defaults',
  'concurrency',
  'jobs',
];

/**
 * Parses a workflow file as strictly as GitHub's schema: YAML 1.2 (`on` is a string), aliases
 * allowed, merge keys and unknown keys refused.
 * Sources: actions/runner#1182 (aliases, no merge keys); the schema of @actions/workflow-parser.
 * @throws WorkflowFileError
 */
export function parseWorkflowFile(text: string): WorkflowFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    merge: false,
    version: '1.2',
    lineCounter: lines,
  });
  const fail = (problem: string, node?: unknown): never => {
    const offset = (node as Node | undefined)?.range?.[0] ?? 0;
    const { line, col } = lines.linePos(offset);
    throw new WorkflowFileError(problem, Math.max(1, line), Math.max(1, col));
  };
  const [syntaxError] = document.errors;
  if (syntaxError) {
    const position = syntaxError.linePos?.[0] ?? { line: 1, col: 1 };
    throw new WorkflowFileError(
      syntaxError.message.replace(/ at line \d+, column \d+:[^]*$/, ''),
      position.line,
      position.col,
    );
  }
  const root = document.contents;
  if (!isMap(root)) {
    return fail("Unexpected value ''", root);
  }
  checkKeys(root, topLevelKeys, fail);
  for (const key of ['on', 'jobs']) {
    if (!root.has(key)) {
      fail(`Required property is missing: ${key}`, root);
    }
  }
  const plain = toPlain(document, fail);
  const jobs = plain.jobs;
  if (!isRecord(jobs) || Object.keys(jobs).length === 0) {
    return fail("Unexpected value ''", root.get('jobs', true));
  }
  const on = readEvents(plain.on);
  const inputs = on.get('workflow_dispatch')?.inputs;
  const inputsNode = root.getIn(['on', 'workflow_dispatch', 'inputs'], true);
  return {
    name: typeof plain.name === 'string' ? plain.name : undefined,
    runName:
      typeof plain['run-name'] === 'string' ? plain['run-name'] : undefined,
    on,
    dispatchInputs: on.has('workflow_dispatch')
      ? readInputs(inputs, isMap(inputsNode) ? inputsNode : undefined, fail)
      : undefined,
    jobs: jobs as WorkflowFile['jobs'],
    concurrency: plain.concurrency,
  };
}

type Fail = (problem: string, node?: unknown) => never;

/** Unknown anchors and alias bombs only show when aliases are resolved. */
function toPlain(document: Document, fail: Fail): Record<string, unknown> {
  try {
    return document.toJS();
  } catch (error) {
    return fail((error as Error).message, document.contents);
  }
}

function checkKeys(map: YAMLMap, allowed: string[], fail: Fail): void {
  for (const { key } of map.items as Pair[]) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!allowed.includes(name)) {
      fail(`Unexpected value '${name}'`, key);
    }
  }
}

function readEvents(on: unknown): WorkflowFile['on'] {
  if (typeof on === 'string') {
    return new Map([[on, null]]);
  }
  if (Array.isArray(on)) {
    return new Map(on.map(event => [String(event), null]));
  }
  return new Map(
    Object.entries(isRecord(on) ? on : {}).map(([event, config]) => [
      event,
      isRecord(config) ? config : null,
    ]),
  );
}

function readInputs(
  inputs: unknown,
  node: YAMLMap | undefined,
  fail: Fail,
): DispatchInput[] {
  const entries = Object.entries(isRecord(inputs) ? inputs : {});
  if (entries.length > 25) {
    fail(
      'you may only define up to 25 `inputs` for a `workflow_dispatch` event',
      node,
    );
  }
  return entries.map(([name, definition]) => {
    const at = node?.get(name, true);
    if (!isRecord(definition)) {
      return fail("Unexpected value ''", at);
    }
    if (isMap(at)) {
      checkKeys(at, inputKeys, fail);
    }
    return readInput(name, definition, at, fail);
  });
}

function readInput(
  name: string,
  definition: Record<string, unknown>,
  at: unknown,
  fail: Fail,
): DispatchInput {
  const type = (definition.type ?? 'string') as InputType;
  if (!inputTypes.includes(type)) {
    fail(`Unexpected value '${type}'`, at);
  }
  if (
    definition.required !== undefined &&
    typeof definition.required !== 'boolean'
  ) {
    fail(`Unexpected value '${definition.required}'`, at);
  }
  const options = Array.isArray(definition.options)
    ? definition.options.map(String)
    : [];
  if (type === 'choice' && options.length === 0) {
    fail('Required property is missing: options', at);
  }
  return {
    name,
    type,
    required: definition.required === true,
    default:
      definition.default === undefined || definition.default === null
        ? undefined
        : String(definition.default),
    options,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
