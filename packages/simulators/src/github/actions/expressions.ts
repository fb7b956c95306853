/** Values of an Actions expression; objects are looked into with `.`. */
export type ExpressionValue =
  string | number | boolean | null | { [key: string]: ExpressionValue };

/** What an expression can see. */
export interface ExpressionContext {
  values: Record<string, ExpressionValue>;
  /** State for the status functions. */
  status: 'success' | 'failure' | 'cancelled';
}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|(&&|\|\||==|!=|!|\(|\)|,)|([A-Za-z_][\w-]*(?:\.[A-Za-z_*][\w-]*)*))/y;

interface ExpressionToken {
  kind: 'number' | 'string' | 'operator' | 'name';
  text: string;
}

function tokenize(source: string): ExpressionToken[] | undefined {
  const tokens: ExpressionToken[] = [];
  const text = source.trim();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const match = tokenPattern.exec(text);
    if (!match) {
      return undefined;
    }
    const kinds = ['number', 'string', 'operator', 'name'] as const;
    const index = [1, 2, 3, 4].find(i => match[i] !== undefined)!;
    tokens.push({ kind: kinds[index - 1], text: match[index] });
  }
  return tokens;
}

/** GitHub's truthiness: false, 0, '' and null are falsy; the string 'false' is not. */
const isTruthy = (value: ExpressionValue): boolean => Boolean(value);

class Evaluation {
  private position = 0;

  constructor(
    private readonly tokens: ExpressionToken[],
    private readonly context: ExpressionContext,
  ) {}

  or(): ExpressionValue {
    let left = this.and();
    while (this.takes('||')) {
      const right = this.and();
      left = isTruthy(left) ? left : right;
    }
    return left;
  }

  private and(): ExpressionValue {
    let left = this.equality();
    while (this.takes('&&')) {
      const right = this.equality();
      left = isTruthy(left) ? right : left;
    }
    return left;
  }

  private equality(): ExpressionValue {
    const left = this.unary();
    if (this.takes('==')) {
      return isEqual(left, this.unary());
    }
    return this.takes('!=') ? !isEqual(left, this.unary()) : left;
  }

  private unary(): ExpressionValue {
    if (this.takes('!')) {
      return !isTruthy(this.unary());
    }
    if (this.takes('(')) {
      const inner = this.or();
      this.takes(')');
      return inner;
    }
    const token = this.tokens[this.position];
    this.position += 1;
    switch (token?.kind) {
      case 'number':
        return Number(token.text);
      case 'string':
        return token.text.replace(/''/g, "'");
      case 'name':
        return this.takes('(')
          ? this.call(token.text)
          : this.lookUp(token.text);
      default:
        return null;
    }
  }

  private call(name: string): ExpressionValue {
    while (this.position < this.tokens.length && !this.takes(')')) {
      this.position += 1;
    }
    switch (name) {
      case 'always':
        return true;
      case 'success':
      case 'failure':
      case 'cancelled':
        return this.context.status === name;
      default:
        return null;
    }
  }

  private lookUp(path: string): ExpressionValue {
    if (path === 'true' || path === 'false') {
      return path === 'true';
    }
    let value: ExpressionValue = this.context.values;
    for (const key of path.split('.')) {
      value =
        typeof value === 'object' && value !== null
          ? (value[key] ?? null)
          : null;
    }
    return value;
  }

  private takes(operator: string): boolean {
    const token = this.tokens[this.position];
    const isNext = token?.kind === 'operator' && token.text === operator;
    this.position += isNext ? 1 : 0;
    return isNext;
  }
}

function isEqual(a: ExpressionValue, b: ExpressionValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    return a.toLowerCase() === b.toLowerCase();
  }
  return typeof a === typeof b ? a === b : Number(a) === Number(b);
}

/**
 * Evaluates the part of GitHub's expression language that the seeded workflows use: literals,
 * contexts, `== != ! && ||`, parentheses and the four status functions. Anything else is null.
 * Source: docs.github.com/actions/reference/workflows-and-actions/expressions
 */
export function evaluate(
  source: string,
  context: ExpressionContext,
): ExpressionValue {
  const tokens = tokenize(source);
  return tokens ? new Evaluation(tokens, context).or() : null;
}

/** Replaces each `${{ … }}` in a text by its value. */
export function interpolate(text: string, context: ExpressionContext): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const value = evaluate(expression, context);
    return value === null || typeof value === 'object' ? '' : String(value);
  });
}

/**
 * Whether a job or step runs. Without a status function in it a condition implies success().
 */
export function evaluateCondition(
  condition: string | undefined,
  context: ExpressionContext,
): boolean {
  const source = (condition ?? '').trim().replace(/^\$\{\{(.*)\}\}$/s, '$1');
  const hasStatusFunction = /\b(always|success|failure|cancelled)\s*\(/.test(
    source,
  );
  if (!hasStatusFunction && context.status !== 'success') {
    return false;
  }
  return source === '' || isTruthy(evaluate(source, context));
}
