import { GrowingNumbers } from './GrowingNumbers';
import type { LogBuffer } from './LogBuffer';
import { timeLength, withoutAnsi } from './logLine';

const BLOCK_BYTES = 262_144;
/** Longer at a stretch and typing stutters. */
const SLICE_MS = 10;

/** How far a search has come; it can go on from there when the log has grown. */
export interface LogSearchProgress {
  query: string;
  /** Lines that contain the query, from 0, ascending. */
  found: GrowingNumbers;
  /** The line, from 0, that is looked at next. */
  next: number;
}

/**
 * Finds the lines of a log whose text contains a query, without regard to case, colours and times,
 * in slices between which the page stays alive.
 *
 * @param progress - where to go on; it is changed
 * @param options.onSlice - called between slices
 * @returns when it has come to the end of what the log has now, or the signal has ended it
 */
export async function searchLog(
  log: LogBuffer,
  progress: LogSearchProgress,
  options: { signal: AbortSignal; onSlice?: () => void },
): Promise<void> {
  const wanted = progress.query.toLowerCase();
  const end = log.lineCount;
  let sliceEnd = performance.now() + SLICE_MS;
  while (progress.next < end && !options.signal.aborted) {
    const { text, next } = log.block(progress.next, BLOCK_BYTES);
    const plain = withoutAnsi(text).toLowerCase();
    searchBlock(plain, wanted, progress.next, progress.found);
    progress.next = next;
    if (performance.now() > sliceEnd) {
      options.onSlice?.();
      await new Promise(resolve => setTimeout(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
  }
}

function searchBlock(
  text: string,
  wanted: string,
  firstLine: number,
  found: GrowingNumbers,
): void {
  let line = firstLine;
  let lineStart = 0;
  let from = 0;
  for (;;) {
    const hit = text.indexOf(wanted, from);
    if (hit === -1) {
      return;
    }
    for (;;) {
      const feed = text.indexOf('\n', lineStart);
      if (feed === -1 || feed >= hit) break;
      line += 1;
      lineStart = feed + 1;
    }
    // The time is in small letters here too.
    const textStart = lineStart + timeLengthOfLowered(text, lineStart);
    if (hit < textStart) {
      from = textStart;
      continue;
    }
    found.push(line);
    const feed = text.indexOf('\n', hit);
    if (feed === -1) {
      return;
    }
    from = feed + 1;
  }
}

function timeLengthOfLowered(text: string, at: number): number {
  return timeLength(text.slice(at, at + 32).toUpperCase(), 0);
}
