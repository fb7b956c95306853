import {
  MAX_PRESETS,
  Preset,
  PRESETS_FILE,
  presetSchema,
  WorkflowProblem,
} from '@internal/plugin-github-workflows-common';
import { Document, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

/** What a file of presets says. */
export interface Presets {
  items: Preset[];
  /** What is wrong, each with its line. */
  problems: WorkflowProblem[];
}

const MAX_CHARACTERS = 64 * 1024;
const MAX_ALIASES = 100;

const fileSchema = z.strictObject({
  version: z.literal('1', 'must be 1'),
  presets: z.array(z.unknown()).max(MAX_PRESETS),
});

/**
 * Reads the presets of a team. Every scalar is text, as GitHub takes inputs: `3.10` stays `3.10`.
 * Never throws: a preset that is wrong is a problem with its line, and the others are there.
 */
export function parsePresets(text: string): Presets {
  const presets: Presets = { items: [], problems: [] };
  if (text.length > MAX_CHARACTERS) {
    presets.problems.push({
      message: `${PRESETS_FILE} has more than ${MAX_CHARACTERS} characters.`,
    });
    return presets;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'failsafe',
    merge: false,
    logLevel: 'silent',
  });
  const lineOf = (path: PropertyKey[]) => lineAt(document, lines, path);
  for (const error of document.errors.slice(0, 10)) {
    presets.problems.push({
      message: error.message.split('\n')[0].slice(0, 300),
      line: lines.linePos(error.pos[0]).line,
    });
  }
  if (presets.problems.length > 0) {
    return presets;
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    presets.problems.push({ message: 'The file uses too many aliases.' });
    return presets;
  }
  const file = fileSchema.safeParse(value);
  if (!file.success) {
    presets.problems = problemsOf(file.error, [], lineOf);
    return presets;
  }
  const seen = new Set<string>();
  file.data.presets.forEach((entry, at) => {
    const path = ['presets', at];
    const preset = presetSchema.safeParse(entry);
    if (!preset.success) {
      presets.problems.push(...problemsOf(preset.error, path, lineOf));
      return;
    }
    const key = JSON.stringify([preset.data.workflow, preset.data.name]);
    if (seen.has(key)) {
      presets.problems.push({
        message: `There is another preset “${preset.data.name}” of ${preset.data.workflow}.`,
        line: lineOf(path),
      });
      return;
    }
    seen.add(key);
    presets.items.push(preset.data);
  });
  return presets;
}

function problemsOf(
  error: z.ZodError,
  within: PropertyKey[],
  lineOf: (path: PropertyKey[]) => number | undefined,
): WorkflowProblem[] {
  return error.issues.slice(0, 10).map(({ path, message }) => {
    const full = [...within, ...path];
    return {
      message: `${full.join('.') || 'The file'}: ${message}`.slice(0, 300),
      line: lineOf(full),
    };
  });
}

/** The line of what a path leads to, or of the nearest that is there. */
function lineAt(
  document: Document,
  lines: LineCounter,
  path: PropertyKey[],
): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node =
      length === 0
        ? document.contents
        : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return undefined;
}
