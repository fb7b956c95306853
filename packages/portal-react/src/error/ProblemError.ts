import { ResponseError } from '@backstage/errors';

/** What a backend of ours says of what went wrong. */
interface ToldProblem {
  code: string;
  message: string;
  remedy: string;
}

/** Why something of an upstream can’t be shown, with a heading, a code and a remedy of its own. */
export class ProblemError extends Error {
  readonly title: string;
  readonly code: string;
  readonly remedy: string;

  constructor({ code, message, remedy }: ToldProblem, title: string) {
    super(message);
    this.name = 'ProblemError';
    this.title = title;
    this.code = code;
    this.remedy = remedy;
  }
}

/**
 * Headings of what can go wrong with any upstream: the codes of `createUpstreamProblems` in
 * `@internal/upstream-node`, and that it had enough.
 *
 * @param prefix - what its codes begin with, such as `figma`
 * @param name - what people call it, such as `Figma`
 */
export function upstreamTitles<Prefix extends string>(
  prefix: Prefix,
  name: string,
) {
  const titles = {
    rate_limited: `${name} has been asked too often`,
    unavailable: `${name} itself is failing`,
    timeout: `${name} takes too long to answer`,
    unreachable: `${name} can’t be reached`,
    paused: `${name} is left alone for a moment`,
    overloaded: `Too many questions wait for ${name}`,
    answer_not_json: `${name} sent a page instead of data`,
    answer_truncated: `${name}’s answer broke off`,
    answer_too_large: `${name}’s answer is too large`,
    unexpected_answer: `${name}’s answer can’t be understood`,
  };
  return Object.fromEntries(
    Object.entries(titles).map(([end, title]) => [`${prefix}_${end}`, title]),
  ) as Record<`${Prefix}_${keyof typeof titles}`, string>;
}

/**
 * A refusal of a backend whose code has a heading of its own; anything else as it is.
 *
 * @param titleOf - the heading of a code, if it has one
 * @param make - the family's own error
 */
export function rewordRefusal(
  error: unknown,
  titleOf: (code: unknown) => string | undefined,
  make: (problem: ToldProblem) => ProblemError,
): unknown {
  if (!(error instanceof ResponseError)) {
    return error;
  }
  const { message } = error.cause;
  const { code, remedy = '' } = error.cause as Partial<ToldProblem>;
  return code && titleOf(code) ? make({ code, message, remedy }) : error;
}
