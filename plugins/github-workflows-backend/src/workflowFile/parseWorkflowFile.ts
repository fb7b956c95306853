import {
  WorkflowInput,
  WorkflowProblem,
} from '@internal/plugin-github-workflows-common';
import { isAlias, isMap, isScalar, isSeq, Node, YAMLMap } from 'yaml';
import { readAliases } from './aliases';
import { readYaml } from './readYaml';
import { readInputs } from './readInputs';
import { repeatedKeys } from './repeatedKeys';
import { FileReach, readReach } from './readReach';
import { tooComplex } from './tooComplex';

/** What a workflow file says about starting it by hand. */
export interface WorkflowFile {
  name?: string;
  /** Whether `on` has `workflow_dispatch`. */
  dispatchable: boolean;
  inputs: WorkflowInput[];
  /** What is wrong, in the order of the file. With any, GitHub wouldn't run the file as it is. */
  problems: WorkflowProblem[];
  /** Environments and concurrency groups that a run of it touches; absent where it can't be read. */
  reach?: FileReach;
}

const MAX_CHARACTERS = 1_000_000;
// Enough for every real file; a bomb of nested aliases needs thousands.
const MAX_ALIASES = 100;
// More would not be read; the first is what a person mends first.
const MAX_PROBLEMS = 10;
const MAX_LISTED = 100;
// A file of a million characters has fewer of its own.
const MAX_NODES = 500_000;

/** Reads one node of the document with its aliases followed, and reports problems at its line. */
export interface FileReader {
  resolve(node: unknown): Node | undefined;
  problem(message: string, at?: unknown): void;
}

/**
 * Reads the text of a file in `.github/workflows` as GitHub does: YAML 1.2, anchors and aliases
 * but no merge keys, `on` as a string, a list or a map. Never throws: what is wrong with the file
 * is part of the answer, each with its line.
 */
export function parseWorkflowFile(text: string): WorkflowFile {
  const file: WorkflowFile = { dispatchable: false, inputs: [], problems: [] };
  if (text.length > MAX_CHARACTERS) {
    file.problems.push({
      message: `The file has more than ${MAX_CHARACTERS} characters.`,
    });
    return file;
  }
  const complexity = tooComplex(text);
  if (complexity) {
    file.problems.push({ message: complexity });
    return file;
  }
  const { document, lineAt } = readYaml(text);
  for (const error of document.errors.slice(0, MAX_PROBLEMS)) {
    file.problems.push({
      message: firstLine(error.message),
      line: lineAt(error.pos[0]),
    });
  }
  for (const key of repeatedKeys(document.contents).slice(0, MAX_PROBLEMS)) {
    file.problems.push({
      message: `The key ${JSON.stringify(key.value)} stands twice in the same map; keys must be unique.`,
      line: lineAt(key.range![0]),
    });
  }
  if (file.problems.length > 0) {
    return file;
  }

  const { sources, expandedSize } = readAliases(document.contents);
  if (expandedSize > MAX_NODES) {
    file.problems.push({
      message: `The aliases of the file stand for more than ${MAX_NODES} values: they are nested.`,
    });
    return file;
  }
  let aliases = 0;
  const reader: FileReader = {
    resolve(node) {
      let current = node;
      while (isAlias(current)) {
        aliases += 1;
        if (aliases > MAX_ALIASES) {
          return undefined;
        }
        current = sources.get(current);
      }
      return (current ?? undefined) as Node | undefined;
    },
    problem(message, at) {
      if (file.problems.length >= MAX_LISTED) {
        return;
      }
      const offset = (at as Node | undefined)?.range?.[0];
      file.problems.push({
        message,
        line: offset === undefined ? undefined : lineAt(offset),
      });
    },
  };

  const root = reader.resolve(document.contents);
  if (!isMap(root)) {
    reader.problem(
      'The file must be a map with the keys "on" and "jobs".',
      root,
    );
    return file;
  }
  readRoot(root, reader, file);
  file.reach = readReach(root, alias => sources.get(alias));
  if (aliases > MAX_ALIASES) {
    reader.problem(
      `The file uses more than ${MAX_ALIASES} aliases where it says how it is started.`,
    );
  }
  return file;
}

function readRoot(root: YAMLMap, reader: FileReader, file: WorkflowFile) {
  const name = reader.resolve(root.get('name', true));
  if (isScalar(name) && name.value !== null) {
    file.name = String(name.value).slice(0, 300);
  }
  if (!root.has('jobs')) {
    reader.problem('The file has no "jobs".', root);
  }
  const on = reader.resolve(root.get('on', true));
  if (isScalar(on)) {
    file.dispatchable = on.value === 'workflow_dispatch';
  } else if (isSeq(on)) {
    file.dispatchable = on.items.some(item => {
      const event = reader.resolve(item);
      return isScalar(event) && event.value === 'workflow_dispatch';
    });
  } else if (isMap(on)) {
    file.dispatchable = on.has('workflow_dispatch');
    readDispatch(
      reader.resolve(on.get('workflow_dispatch', true)),
      reader,
      file,
    );
  } else {
    reader.problem('The file has no "on": nothing ever starts it.', root);
  }
}

function readDispatch(
  dispatch: Node | undefined,
  reader: FileReader,
  file: WorkflowFile,
) {
  if (dispatch === undefined || isEmpty(dispatch)) {
    return;
  }
  if (!isMap(dispatch)) {
    reader.problem('"workflow_dispatch" must be a map or empty.', dispatch);
    return;
  }
  for (const { key } of dispatch.items) {
    if (isScalar(key) && key.value !== 'inputs') {
      reader.problem(
        `"workflow_dispatch" has no key ${JSON.stringify(key.value)}, only "inputs".`,
        key,
      );
    }
  }
  const inputs = reader.resolve(dispatch.get('inputs', true));
  if (isMap(inputs)) {
    file.inputs = readInputs(inputs, reader);
  } else if (inputs !== undefined && !isEmpty(inputs)) {
    reader.problem('"inputs" must be a map of names and definitions.', inputs);
  }
}

/** `key:` with nothing behind it. */
function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function firstLine(message: string): string {
  return message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '.');
}
