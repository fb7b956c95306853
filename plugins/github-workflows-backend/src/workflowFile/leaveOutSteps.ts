import { indentOf } from './indentOf';
import { isPlainStep } from './isPlainStep';

/** A part of a text that is to be read in place of the whole. */
export interface PartOfText {
  text: string;
  /** Which line of the whole a line of the part is; both count from 1. */
  lineOf(line: number): number;
}

// White space and control characters that mean something else to YAML than to the look below.
const ODD = /[^\S \t\r\n]|(?![\t\r\n])\p{Cc}|\r(?!\n)/u;
// What has an anchor may be meant elsewhere.
const ANCHOR = /[\s[{,:]&[^\s&]/;
const JOBS = /^jobs: *$/;
const JOB = /^ +[A-Za-z_][\w-]*: *(?:#.*)?$/;
const STEPS = /^ +steps: *$/;

/**
 * Leaves the steps of jobs out that are plainly well-formed: a form says nothing of them, and they
 * are most of a large file, which the YAML library takes long to read (docs/adr/0016). Whatever
 * isn't plain stays, so that the library says what is wrong with it.
 *
 * @returns nothing where there is nothing to leave out
 */
export function leaveOutSteps(text: string): PartOfText | undefined {
  if (ODD.test(text) || ANCHOR.test(text)) {
    return undefined;
  }
  const lines = text.split(/\r?\n/);
  const kept = keptLines(lines);
  return kept.length === lines.length
    ? undefined
    : {
        text: kept.map(at => lines[at]).join('\n'),
        lineOf: line => (kept[line - 1] ?? lines.length - 1) + 1,
      };
}

/** The places of the lines to read, in their order. */
function keptLines(lines: string[]): number[] {
  const kept: number[] = [];
  let at = lines.findIndex(line => JOBS.test(line)) + 1;
  for (let line = 0; line < at; line += 1) {
    kept.push(line);
  }
  // What is nested in them is indented further, so a line that isn't is theirs.
  let jobIndent: number | undefined;
  let partIndent: number | undefined;
  let isJob = false;
  let inJobs = at > 0;
  for (; at < lines.length; at += 1) {
    const line = lines[at];
    const indent = indentOf(line);
    kept.push(at);
    if (indent === undefined || !inJobs) {
      continue;
    }
    jobIndent ??= indent;
    if (indent === 0) {
      inJobs = false;
    } else if (indent <= jobIndent) {
      isJob = indent === jobIndent && JOB.test(line);
      partIndent = undefined;
    } else {
      partIndent ??= indent;
      if (isJob && indent === partIndent && STEPS.test(line)) {
        at = (endOfPlainSteps(lines, at + 1, indent) ?? at + 1) - 1;
      }
    }
  }
  return kept;
}

/**
 * Looks through the steps of a job.
 *
 * @param from - the line after the key
 * @param least - how far the key is indented
 * @returns where they end; nothing when one of them isn't plain, or the end isn't
 */
function endOfPlainSteps(
  lines: string[],
  from: number,
  least: number,
): number | undefined {
  let dash: number | undefined;
  let at = from;
  while (at < lines.length) {
    const indent = indentOf(lines[at]);
    if (indent === undefined) {
      at += 1;
      continue;
    }
    dash ??= indent;
    if (indent !== dash || !lines[at].startsWith('- ', indent)) {
      return indent <= least && lines[at][indent] !== '-' ? at : undefined;
    }
    const end = endOfItem(lines, at, dash);
    if (dash < least || !isPlainStep(lines, at, end)) {
      return undefined;
    }
    at = end;
  }
  return at;
}

function endOfItem(lines: string[], from: number, dash: number): number {
  let end = from + 1;
  while (end < lines.length && (indentOf(lines[end]) ?? Infinity) > dash) {
    end += 1;
  }
  return end;
}
