import type { Step } from '@internal/plugin-github-workflows-common';
import type { LogBuffer } from '@internal/portal-react';

/** The lines of a step. */
export interface StepLines {
  step: Step;
  /** First line, from 0. */
  from: number;
  /** Line after the last one; a step that printed nothing ends where it begins. */
  to: number;
}

// What the runner prints first in steps that no workflow file has.
const RUNNERS_OWN =
  /^(?:Post job cleanup\.|Evaluate and set job outputs|Cleaning up orphan processes)/;
// Looked through for the first line of such a step, in the second in which it began.
const MAX_LOOKED_AT = 2_000;

/**
 * Finds the lines of each step in the log of a job.
 *
 * GitHub gives one text without a word about steps. What there is: the time of each line, the
 * second in which each step began, and the group `Run …` by which the runner introduces a step of
 * the workflow file. A step therefore begins at the first such group (after the step before) that
 * isn't older than the step; the runner's own steps at their usual first line; any other at the
 * first line that isn't older. It can be wrong where the times can't tell: a composite action
 * prints groups `Run …` of its own, and when it and the step after it begin within one second, one
 * of those may be taken for the next step.
 *
 * @param lineCount - lines to look at; of a log that is still read, those that are there
 * @returns every step in order, or nothing where the log has no times
 */
export function splitBySteps(
  log: LogBuffer,
  lineCount: number,
  steps: Step[],
): StepLines[] {
  if (lineCount === 0 || log.timeOf(0) === undefined) {
    return [];
  }
  let cursor = -1;
  const starts = steps.map(step => {
    if (!step.startedAt || step.conclusion === 'skipped') {
      return undefined;
    }
    // Whatever comes before the first step belongs to it.
    const start = cursor === -1 ? 0 : startOf(step, log, cursor + 1, lineCount);
    cursor = start ?? cursor;
    return start;
  });
  // A step ends where the next one that printed anything begins.
  let end = lineCount;
  return steps
    .map((step, index) => ({ step, from: starts[index] }))
    .reverse()
    .map(({ step, from = end }) => {
      const lines = { step, from, to: end };
      end = from;
      return lines;
    })
    .reverse();
}

function startOf(
  step: Step,
  log: LogBuffer,
  from: number,
  lineCount: number,
): number | undefined {
  const began = Date.parse(step.startedAt!);
  const byTime = firstSince(log, began, from, lineCount);
  // What was only written after its end isn't its own: it printed nothing.
  if (byTime >= lineCount || timeAt(log, byTime, 0) >= endOf(step)) {
    return undefined;
  }
  const isRunners = /^(?:Post |Complete job$)/.test(step.name);
  const marked = isRunners
    ? runnersOwn(log, byTime, began, lineCount)
    : introduced(step, log, byTime, lineCount);
  return marked ?? byTime;
}

/** When a step was over: its times are whole seconds. */
function endOf({ completedAt }: Step): number {
  return completedAt ? Date.parse(completedAt) + 1_000 : Infinity;
}

/** First line, among some, that isn't older than a time; lines are in the order of their times. */
function firstSince(
  log: LogBuffer,
  time: number,
  from: number,
  to: number,
): number {
  let low = Math.min(from, to);
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timeAt(log, middle, low) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time of a line, or of the next one above it that has any. */
function timeAt(log: LogBuffer, line: number, lowest: number): number {
  for (let at = line; at >= lowest; at--) {
    const time = log.timeOf(at);
    if (time !== undefined) return time;
  }
  return -Infinity;
}

/** The group `Run …` that introduces a step: the one of its name, or else the first one. */
function introduced(
  step: Step,
  log: LogBuffer,
  from: number,
  lineCount: number,
): number | undefined {
  const groups = log.marked('group');
  let first: number | undefined;
  for (let at = groups.indexFrom(from); at < groups.length; at++) {
    const line = groups.at(at)!;
    if (line >= lineCount || timeAt(log, line, 0) >= endOf(step)) break;
    const { text } = log.line(line);
    if (text === step.name) return line;
    if (text.startsWith('Run ')) first ??= line;
    if (first !== undefined && !step.name.startsWith('Run ')) break;
  }
  return first;
}

function runnersOwn(
  log: LogBuffer,
  from: number,
  began: number,
  lineCount: number,
): number | undefined {
  const end = Math.min(lineCount, from + MAX_LOOKED_AT);
  for (let line = from; line < end; line++) {
    if (timeAt(log, line, from) >= began + 2_000) break;
    if (RUNNERS_OWN.test(log.line(line).text)) return line;
  }
  return undefined;
}
