import { indentOf } from './indentOf';

// Not what YAML takes for a number, a truth or nothing.
const KEY = /^(?!(?:null|true|false):)([a-z_][\w-]{0,99}):(?: |$)/i;
const PLAIN_START = /^[\w./$(]/;
const QUOTED = /^(?:"[^"\\]*"|'[^']*')$/;
const LIST = /^\[ ?[\w./][\w./-]*(?:, ?[\w./][\w./-]*)* ?\]$/;
const MAP =
  /^\{ ?[a-z_][\w-]*: [\w./][\w./-]*(?:, [a-z_][\w-]*: [\w./][\w./-]*)* ?\}$/i;
const BLOCK = /^[|>][-+]?$/;

/** What stands behind a key in its line. */
type Value = 'nothing' | 'block' | 'whole' | 'strange';

function valueOf(text: string): Value {
  const value = text.trim();
  if (value === '') {
    return 'nothing';
  }
  if (BLOCK.test(value)) {
    return 'block';
  }
  return isWhole(value) ? 'whole' : 'strange';
}

function isWhole(value: string): boolean {
  switch (value[0]) {
    case '"':
    case "'":
      return QUOTED.test(value);
    case '[':
      return LIST.test(value);
    case '{':
      return MAP.test(value) && !hasTwice(value);
    default: {
      const text = value.split(' #', 1)[0].trimEnd();
      return PLAIN_START.test(text) && !/: |:$|\t/.test(text);
    }
  }
}

function hasTwice(map: string): boolean {
  const keys = map.match(/[\w-]+(?=: )/g) ?? [];
  return (
    new Set(keys).size < keys.length || keys.some(key => !KEY.test(`${key}:`))
  );
}

class StepReader {
  readonly #lines: string[];
  readonly #end: number;
  #at: number;

  constructor(lines: string[], from: number, end: number) {
    this.#lines = lines;
    this.#at = from;
    this.#end = end;
  }

  isPlain(): boolean {
    const line = this.#lines[this.#at];
    let start = line.indexOf('-') + 1;
    while (line[start] === ' ') {
      start += 1;
    }
    return this.#readMap(start, true) && this.#at === this.#end;
  }

  /** Reads entries with an indent; the first begins in this line, whatever stands before it. */
  #readMap(indent: number, mayNest: boolean): boolean {
    const keys = new Set<string>();
    let next: number | undefined = indent;
    while (next === indent) {
      const text = this.#lines[this.#at].slice(indent);
      const key = KEY.exec(text)?.[1];
      if (key === undefined || keys.has(key)) {
        return false;
      }
      keys.add(key);
      this.#at += 1;
      if (
        !this.#readValue(valueOf(text.slice(key.length + 1)), indent, mayNest)
      ) {
        return false;
      }
      next = this.#nextIndent();
    }
    return next === undefined || next < indent;
  }

  #readValue(value: Value, indent: number, mayNest: boolean): boolean {
    switch (value) {
      case 'nothing': {
        const next = this.#nextIndent();
        return (
          next === undefined ||
          next <= indent ||
          (mayNest && this.#readMap(next, false))
        );
      }
      case 'block':
        return this.#readBlock(indent);
      default:
        return value === 'whole';
    }
  }

  /** Reads the lines of a text that is written as a block. */
  #readBlock(indent: number): boolean {
    let least: number | undefined;
    for (; this.#at < this.#end; this.#at += 1) {
      const line = this.#lines[this.#at];
      const own = line.length - line.trimStart().length;
      if (own === line.length) {
        // White space ahead of the text, or tabs, may mean something.
        if (line.includes('\t') || (least === undefined && own > 0)) {
          return false;
        }
        continue;
      }
      if (own < (least ?? indent + 1)) {
        return true;
      }
      if (line.slice(0, own).includes('\t')) {
        return false;
      }
      least ??= own;
    }
    return true;
  }

  /** Goes on to the next line that says something. */
  #nextIndent(): number | undefined {
    while (this.#at < this.#end) {
      const indent = indentOf(this.#lines[this.#at]);
      if (indent !== undefined) {
        return indent;
      }
      this.#at += 1;
    }
    return undefined;
  }
}

/**
 * Whether an item of a list is, on a strict look, a well-formed map of texts and of maps of texts,
 * as the steps of nearly every workflow are. It has no anchors, aliases or tags, and no key twice.
 *
 * @param from - the line with its dash
 * @param end - the line after its last
 */
export function isPlainStep(
  lines: string[],
  from: number,
  end: number,
): boolean {
  return new StepReader(lines, from, end).isPlain();
}
