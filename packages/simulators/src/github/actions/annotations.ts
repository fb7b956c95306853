import type { Job } from '../types';

/** What a job has to say about a line of a file, or about itself. */
export interface Annotation {
  path: string;
  startLine: number;
  endLine: number;
  startColumn: number | null;
  endColumn: number | null;
  level: 'failure' | 'warning' | 'notice';
  title: string;
  message: string;
}

const levels = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
} as const;
type Command = keyof typeof levels;

const commandPattern = /^::(error|warning|notice)(?: ([^:]*))?::([^]*)$/;
/** github/docs, workflow-commands: at most so many of a level for each step. */
const maxOfLevel = 10;

/**
 * How a printed line is shown in a log: GitHub turns workflow commands into marks.
 * Source: docs.github.com, workflow-commands-for-github-actions
 */
export function shownLine(line: string): string {
  const command = commandPattern.exec(line);
  return command ? `##[${command[1]}]${unescape(command[3])}` : line;
}

/**
 * The annotations of a job: its workflow commands, the errors that the runner itself reports, and
 * why it didn't begin. What names no file is about `.github`, as on GitHub.
 */
export function annotationsOf(job: Job): Annotation[] {
  const refusal = job.refusal ? [make('error', {}, job.refusal, 1)] : [];
  const printed = job.steps.flatMap(step => {
    const counts = { failure: 0, warning: 0, notice: 0 };
    return step.output.flatMap((line, index) => {
      const found =
        typeof line === 'string' ? read(line, index + 1) : undefined;
      if (!found || counts[found.level] >= maxOfLevel) {
        return [];
      }
      counts[found.level] += 1;
      return [found];
    });
  });
  return [...refusal, ...printed];
}

function read(line: string, at: number): Annotation | undefined {
  const runnerError = /^##\[error\](.*)$/.exec(line);
  if (runnerError) {
    return make('error', {}, runnerError[1], at);
  }
  const command = commandPattern.exec(line);
  if (!command) {
    return undefined;
  }
  const parameters = (command[2] ?? '')
    .split(',')
    .map(part => part.split('='))
    .map(([key, value = '']) => [key.trim(), unescape(value)]);
  return make(
    command[1] as Command,
    Object.fromEntries(parameters),
    unescape(command[3]),
    at,
  );
}

function make(
  command: Command,
  given: Record<string, string>,
  message: string,
  at: number,
): Annotation {
  const startLine = Number(given.line ?? (given.file ? 1 : at));
  return {
    path: given.file ?? '.github',
    startLine,
    endLine: Number(given.endLine ?? startLine),
    startColumn: given.col ? Number(given.col) : null,
    endColumn: given.endColumn ? Number(given.endColumn) : null,
    level: levels[command],
    title: given.title ?? '',
    message,
  };
}

function unescape(text: string): string {
  return text
    .replace(/%0D/g, '\r')
    .replace(/%0A/g, '\n')
    .replace(/%3A/g, ':')
    .replace(/%2C/g, ',')
    .replace(/%25/g, '%');
}
