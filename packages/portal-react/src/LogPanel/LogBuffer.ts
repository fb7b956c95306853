import { GrowingNumbers } from './GrowingNumbers';
import { LogLine, LogMark, readLogLine } from './logLine';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
// A time of 28 characters with its space, and the longest mark.
const HEAD_BYTES = 48;
// A line may be a whole minified file: the page shows its beginning, the download has all of it.
const LONGEST_SHOWN = 16_384;

/** Marks whose lines are kept, so that a log can be folded and its errors be found. */
const KEPT = ['group', 'endgroup', 'error', 'warning'] as const;
type KeptMark = (typeof KEPT)[number];

/**
 * A log in memory, as the bytes that came and an index of its lines: text is only made of lines
 * that somebody looks at, so 100 MB of log cost little more than 100 MB. It grows while it is read.
 */
export class LogBuffer {
  readonly #decoder = new TextDecoder();
  readonly #chunks: Uint8Array[] = [];
  readonly #chunkStarts = new GrowingNumbers();
  readonly #lineStarts = new GrowingNumbers();
  readonly #marks: Record<KeptMark, GrowingNumbers> = {
    group: new GrowingNumbers(),
    endgroup: new GrowingNumbers(),
    error: new GrowingNumbers(),
    warning: new GrowingNumbers(),
  };
  #bytes = 0;
  #lines = 0;
  #open = 0;

  /** Bytes so far. */
  get byteCount(): number {
    return this.#bytes;
  }

  /** Whole lines so far. */
  get lineCount(): number {
    return this.#lines;
  }

  /** Adds what came next. */
  append(chunk: Uint8Array): void {
    if (chunk.length === 0) {
      return;
    }
    this.#chunks.push(chunk);
    this.#chunkStarts.push(this.#bytes);
    const offset = this.#bytes;
    this.#bytes += chunk.length;
    let from = 0;
    for (;;) {
      const at = chunk.indexOf(LINE_FEED, from);
      if (at === -1) {
        return;
      }
      this.#endLine(offset + at + 1);
      from = at + 1;
    }
  }

  /** Nothing more comes: what is there without a line break is the last line. */
  end(): void {
    if (this.#open < this.#bytes) {
      this.#endLine(this.#bytes);
    }
  }

  /** Lines (from 0, ascending) with a mark. */
  marked(mark: KeptMark): GrowingNumbers {
    return this.#marks[mark];
  }

  /** A line by its index, from 0. */
  line(index: number): LogLine {
    return readLogLine(this.#textOf(index, LONGEST_SHOWN));
  }

  /** How many bytes of a line aren't in {@link LogBuffer.line}. */
  hiddenBytes(index: number): number {
    const [from, to] = this.#range(index);
    return Math.max(0, to - from - LONGEST_SHOWN);
  }

  /** When a line was written, in milliseconds; `undefined` where the log doesn't say. */
  timeOf(index: number): number | undefined {
    const { time } = readLogLine(this.#textOf(index, HEAD_BYTES));
    // Not every browser reads more than three digits.
    return time === undefined
      ? undefined
      : Date.parse(time.replace(/(\.\d{3})\d+/, '$1'));
  }

  /** Some whole lines as they came, and the index of the line after them: as many as fit into a size, at least one. */
  block(from: number, maxBytes: number): { text: string; next: number } {
    const start = this.#lineStarts.at(from) ?? this.#bytes;
    const after = this.#lineStarts.indexFrom(start + maxBytes);
    const next = Math.min(this.#lines, Math.max(after, from + 1));
    const end = this.#lineStarts.at(next) ?? this.#open;
    return { text: this.#decoder.decode(this.#slice(start, end)), next };
  }

  /** All of it, as it came. */
  toBlob(): Blob {
    return new Blob(this.#chunks as BlobPart[], { type: 'text/plain' });
  }

  #endLine(end: number): void {
    const start = this.#open;
    this.#lineStarts.push(start);
    this.#open = end;
    const index = this.#lines;
    this.#lines += 1;
    const head = this.#slice(start, Math.min(end, start + HEAD_BYTES));
    // Most lines have no mark; making text of every line would take most of the time.
    if (mayHaveMark(head)) {
      const { mark } = readLogLine(this.#decode(head));
      if (isKept(mark)) {
        this.#marks[mark].push(index);
      }
    }
  }

  #range(index: number): [number, number] {
    const start = this.#lineStarts.at(index);
    if (start === undefined) {
      throw new RangeError(`The log has no line ${index + 1}`);
    }
    return [start, this.#lineStarts.at(index + 1) ?? this.#open];
  }

  #textOf(index: number, maxBytes: number): string {
    const [from, to] = this.#range(index);
    return this.#decode(this.#slice(from, Math.min(to, from + maxBytes)));
  }

  #decode(bytes: Uint8Array): string {
    let end = bytes.length;
    if (bytes[end - 1] === LINE_FEED) end -= 1;
    if (bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    return this.#decoder.decode(bytes.subarray(0, end));
  }

  /** Bytes of the log; only what lies across chunks is copied. */
  #slice(from: number, to: number): Uint8Array {
    let chunk = this.#chunkStarts.indexFrom(from + 1) - 1;
    const start = this.#chunkStarts.at(chunk) ?? 0;
    const first = this.#chunks[chunk] ?? new Uint8Array();
    if (to <= start + first.length) {
      return first.subarray(from - start, to - start);
    }
    const joined = new Uint8Array(to - from);
    let filled = 0;
    let position = from - start;
    while (filled < joined.length) {
      const part = this.#chunks[chunk].subarray(
        position,
        position + joined.length - filled,
      );
      joined.set(part, filled);
      filled += part.length;
      position = 0;
      chunk += 1;
    }
    return joined;
  }
}

/** Whether `##[` stands at the beginning or behind something that may be a time. */
function mayHaveMark(head: Uint8Array): boolean {
  const at = head.indexOf(35);
  return at !== -1 && at <= 32 && head[at + 1] === 35 && head[at + 2] === 91;
}

function isKept(mark: LogMark | undefined): mark is KeptMark {
  return (KEPT as readonly (string | undefined)[]).includes(mark);
}
