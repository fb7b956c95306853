/**
 * What a runner marks a line as. Actions and Azure Pipelines write `##[mark]` before the text.
 * Source: github.com/actions/runner, docs on workflow commands
 */
export type LogMark =
  | 'group'
  | 'endgroup'
  | 'error'
  | 'warning'
  | 'notice'
  | 'debug'
  | 'command'
  | 'section';

const MARKS: readonly string[] = [
  'group',
  'endgroup',
  'error',
  'warning',
  'notice',
  'debug',
  'command',
  'section',
] satisfies LogMark[];

/** A line of a log, taken apart. */
export interface LogLine {
  /** When it was written, as the log has it: ISO 8601 with up to seven fraction digits. */
  time?: string;
  mark?: LogMark;
  /** Without time and mark, with its ANSI codes. */
  text: string;
}

// The time that a runner writes before each line, with the space behind it.
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z /y;

// Codes that colour the text, and those that move the cursor or name windows, which a page can't follow.
const ANSI_CODE =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** A text without its ANSI codes. */
export function withoutAnsi(text: string): string {
  return text.includes('\u001b') ? text.replace(ANSI_CODE, '') : text;
}

/** Length of the time that a line begins with, at a position of a text; 0 without one. */
export function timeLength(text: string, from: number): number {
  TIME.lastIndex = from;
  return TIME.test(text) ? TIME.lastIndex - from : 0;
}

/** Takes a line apart. */
export function readLogLine(raw: string): LogLine {
  const length = timeLength(raw, 0);
  const time = length > 0 ? raw.slice(0, length - 1) : undefined;
  const rest = raw.slice(length);
  const mark = /^##\[([a-z]{1,8})\]/.exec(rest);
  return mark && MARKS.includes(mark[1])
    ? { time, mark: mark[1] as LogMark, text: rest.slice(mark[0].length) }
    : { time, text: rest };
}
