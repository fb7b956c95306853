/** Values of an expression that can be told before the run is there. */
export type ExpressionValue = string | number | boolean | null;

/**
 * What an expression can see, by the whole name such as `github.ref_name`; lower case. `undefined`
 * is what only the run can tell.
 */
export type ExpressionContext = ReadonlyMap<
  string,
  ExpressionValue | undefined
>;

/** What only the run itself can tell. */
const UNKNOWN = Symbol('unknown');
type Outcome = ExpressionValue | typeof UNKNOWN;

const TOKEN =
  /\s*(?:(-?\d+(?:\.\d+)?)(?![\w.])|'((?:[^']|'')*)'|(&&|\|\||==|!=|!|\(|\))|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)(?![\w.[(]))\s*/y;
// Deeper than any person writes.
const MAX_DEPTH = 50;

interface Token {
  kind: 'number' | 'string' | 'operator' | 'name';
  text: string;
}

/** Undefined for what isn't understood, such as a function or an index. */
function tokenize(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  const kinds = ['number', 'string', 'operator', 'name'] as const;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) {
      return undefined;
    }
    const index = kinds.findIndex((__, at) => match[at + 1] !== undefined);
    tokens.push({ kind: kinds[index], text: match[index + 1] });
  }
  return tokens;
}

class Evaluation {
  readonly #tokens: Token[];
  readonly #context: ExpressionContext;
  #position = 0;

  constructor(tokens: Token[], context: ExpressionContext) {
    this.#tokens = tokens;
    this.#context = context;
  }

  isAtEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  or(depth: number): Outcome {
    let left = this.#and(depth);
    while (this.#takes('||')) {
      const right = this.#and(depth);
      if (left !== UNKNOWN) {
        left = left ? left : right;
      }
    }
    return left;
  }

  #and(depth: number): Outcome {
    let left = this.#equality(depth);
    while (this.#takes('&&')) {
      const right = this.#equality(depth);
      if (left !== UNKNOWN) {
        left = left ? right : left;
      }
    }
    return left;
  }

  #equality(depth: number): Outcome {
    const left = this.#operand(depth);
    const isEqualWanted = this.#takes('==');
    if (!isEqualWanted && !this.#takes('!=')) {
      return left;
    }
    const right = this.#operand(depth);
    return left === UNKNOWN || right === UNKNOWN
      ? UNKNOWN
      : isEqual(left, right) === isEqualWanted;
  }

  #operand(depth: number): Outcome {
    if (depth > MAX_DEPTH) {
      return UNKNOWN;
    }
    if (this.#takes('!')) {
      const value = this.#operand(depth + 1);
      return value === UNKNOWN ? UNKNOWN : !value;
    }
    if (this.#takes('(')) {
      const value = this.or(depth + 1);
      return this.#takes(')') ? value : UNKNOWN;
    }
    const token = this.#tokens[this.#position] as Token | undefined;
    this.#position += 1;
    switch (token?.kind) {
      case 'number':
        return Number(token.text);
      case 'string':
        return token.text.replace(/''/g, "'");
      case 'name':
        return this.#lookUp(token.text.toLowerCase());
      default:
        return UNKNOWN;
    }
  }

  #lookUp(name: string): Outcome {
    if (name === 'true' || name === 'false') {
      return name === 'true';
    }
    const value = this.#context.get(name);
    if (value !== undefined) {
      return value;
    }
    if (this.#context.has(name)) {
      return UNKNOWN;
    }
    // An input that the form doesn't have is empty on GitHub too; all else is unknown here.
    return /^(inputs|github\.event\.inputs)\.[^.]+$/.test(name) ? '' : UNKNOWN;
  }

  #takes(operator: string): boolean {
    const token = this.#tokens[this.#position] as Token | undefined;
    const isNext = token?.kind === 'operator' && token.text === operator;
    this.#position += isNext ? 1 : 0;
    return isNext;
  }
}

/** GitHub compares texts without regard to case, and different types as numbers. */
function isEqual(a: ExpressionValue, b: ExpressionValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    return a.toLowerCase() === b.toLowerCase();
  }
  return typeof a === typeof b ? a === b : Number(a) === Number(b);
}

/**
 * Fills in the expressions of a text, as GitHub would when the run starts.
 *
 * Understood are literals, names, `== != ! && ||` and parentheses. Source:
 * docs.github.com/actions/reference/workflows-and-actions/expressions
 *
 * @returns the text, or undefined when any of its expressions can't be told in advance
 */
export function fillIn(
  text: string,
  context: ExpressionContext,
): string | undefined {
  let isKnown = true;
  const filled = text.replace(/\$\{\{(.*?)\}\}/gs, (_, source: string) => {
    const value = evaluate(source, context);
    if (value === UNKNOWN) {
      isKnown = false;
      return '';
    }
    return value === null ? '' : String(value);
  });
  return isKnown ? filled : undefined;
}

/**
 * Whether an `if` holds, which is an expression with or without its braces.
 *
 * @returns undefined when that can't be told in advance
 */
export function holds(
  condition: string,
  context: ExpressionContext,
): boolean | undefined {
  const source = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition;
  const value = evaluate(source, context);
  return value === UNKNOWN ? undefined : Boolean(value);
}

function evaluate(source: string, context: ExpressionContext): Outcome {
  const tokens = tokenize(source);
  if (!tokens) {
    return UNKNOWN;
  }
  const evaluation = new Evaluation(tokens, context);
  const value = evaluation.or(0);
  return evaluation.isAtEnd() ? value : UNKNOWN;
}
