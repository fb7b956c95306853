import type { LogBuffer } from './LogBuffer';

/** A part of a log with a heading that folds it, such as a step of a job. */
export interface LogSection {
  id: string;
  /** First line, from 0. */
  from: number;
  /** Line after the last one. */
  to: number;
  /** Whether its lines are shown as long as nobody has folded or unfolded it. */
  isOpen: boolean;
}

/** A row of the log as it is drawn: the heading of a section, that of a group of lines, or a line. */
export type LogRow =
  | { kind: 'section'; section: LogSection; isOpen: boolean }
  | { kind: 'group'; id: string; line: number; size: number; isOpen: boolean }
  | { kind: 'line'; line: number };

type Segment =
  | Exclude<LogRow, { kind: 'line' }>
  | { kind: 'lines'; from: number; to: number };

/** What is folded; ids of sections and groups that somebody has folded or unfolded. */
export type Folds = ReadonlyMap<string, boolean>;

// A log that is nothing but groups isn't worth folding to the end.
const MAX_GROUPS = 20_000;

/** Id of the group that begins on a line. */
const groupId = (line: number): string => `group-${line}`;

/** The rows of a log, of which only those in view are ever made. */
export class LogRows {
  readonly #segments: Segment[] = [];
  /** Rows before each segment. */
  readonly #before: number[] = [];
  readonly count: number;

  constructor(
    private readonly log: LogBuffer,
    private readonly lineCount: number,
    private readonly sections: LogSection[],
    private readonly folds: Folds,
  ) {
    let line = 0;
    for (const section of sections) {
      this.#addLines(line, section.from);
      const isOpen = folds.get(section.id) ?? section.isOpen;
      this.#segments.push({ kind: 'section', section, isOpen });
      if (isOpen) {
        this.#addLines(section.from, section.to);
      }
      line = section.to;
    }
    this.#addLines(line, lineCount);
    let count = 0;
    for (const segment of this.#segments) {
      this.#before.push(count);
      count += segment.kind === 'lines' ? segment.to - segment.from : 1;
    }
    this.count = count;
  }

  /** The row at an index, from 0. */
  row(index: number): LogRow {
    const at = lastAtMost(this.#before, index);
    const segment = this.#segments[at];
    return segment.kind === 'lines'
      ? { kind: 'line', line: segment.from + index - this.#before[at] }
      : segment;
  }

  /** The row that a line is on, or that of the heading which hides it. */
  rowOf(line: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (firstLineOf(this.#segments[middle]) <= line) low = middle;
      else high = middle - 1;
    }
    const segment = this.#segments[low];
    return segment?.kind === 'lines'
      ? this.#before[low] + Math.min(line, segment.to - 1) - segment.from
      : (this.#before[low] ?? 0);
  }

  /** Ids of the folded section and group around a line. */
  foldedAround(line: number): string[] {
    const section = this.sections.find(
      ({ from, to }) => line >= from && line < to,
    );
    const groups = this.log.marked('group');
    const before = groups.indexFrom(line + 1) - 1;
    const group = groups.at(before);
    const ids = [];
    if (section && !(this.folds.get(section.id) ?? section.isOpen)) {
      ids.push(section.id);
    }
    if (
      group !== undefined &&
      group < line &&
      line < this.#endOfGroup(before, section?.to ?? this.lineCount) &&
      !this.folds.get(groupId(group))
    ) {
      ids.push(groupId(group));
    }
    return ids;
  }

  #endOfGroup(index: number, end: number): number {
    const groups = this.log.marked('group');
    const ends = this.log.marked('endgroup');
    const own = ends.at(ends.indexFrom(groups.at(index)!)) ?? end;
    return Math.min(own, groups.at(index + 1) ?? end, end);
  }

  #addLines(from: number, to: number): void {
    const groups = this.log.marked('group');
    let line = from;
    for (let at = groups.indexFrom(from); at < groups.length; at++) {
      const start = groups.at(at)!;
      if (start >= to || at >= MAX_GROUPS) break;
      this.#addPlain(line, start);
      const end = this.#endOfGroup(at, to);
      const id = groupId(start);
      const isOpen = this.folds.get(id) ?? false;
      const size = end - start - 1;
      this.#segments.push({ kind: 'group', id, line: start, size, isOpen });
      if (isOpen) {
        this.#addPlain(start + 1, end);
      }
      const ends = this.log.marked('endgroup');
      line = ends.at(ends.indexFrom(end)) === end && end < to ? end + 1 : end;
    }
    this.#addPlain(line, to);
  }

  #addPlain(from: number, to: number): void {
    if (from < to) {
      this.#segments.push({ kind: 'lines', from, to });
    }
  }
}

function firstLineOf(segment: Segment): number {
  switch (segment.kind) {
    case 'section':
      return segment.section.from;
    case 'group':
      return segment.line;
    default:
      return segment.from;
  }
}

/** Index of the last number, of ascending ones, that is at most this one. */
function lastAtMost(numbers: number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (numbers[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
