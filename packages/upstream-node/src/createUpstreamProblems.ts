import type { z } from 'zod';
import {
  CodedError,
  isCodedError,
  UpstreamError,
  UpstreamFailure,
} from './errors';
import type { ProblemKind } from './problem';

/** What the codes of every upstream end with. */
type Ending =
  | 'timeout'
  | 'unreachable'
  | 'paused'
  | 'overloaded'
  | 'answer_truncated'
  | 'answer_too_large'
  | 'answer_not_json'
  | 'unexpected_answer'
  | 'unavailable';

/** What to do now, in sentences for a person, where that depends on the upstream. */
export interface UpstreamRemedies {
  timeout: string;
  unreachable: string;
  tooLarge: string;
  notJson: string;
  unexpected: string;
  unavailable: string;
}

/** How errors speak of an upstream. */
export interface UpstreamWords<Prefix extends string> {
  /** What its codes begin with, such as `figma`. */
  prefix: Prefix;
  /** What people call it, such as `Figma`. */
  title: string;
  remedies: UpstreamRemedies;
  /** The family's own `problem`, so that the codes are ones of its contract. */
  problem: (
    kind: ProblemKind,
    code: `${Prefix}_${Ending}`,
    message: string,
    remedy: string,
  ) => CodedError;
}

/** What can go wrong with any upstream, in the words of one. */
export interface UpstreamProblems {
  /** Why there was no answer; what isn't known becomes `…_unexpected_answer`. */
  ofFailure(error: unknown): CodedError;
  /** Why an HTTP status that means nothing special to the family isn't what was asked for. */
  ofStatus(status: number): CodedError;
  /** An answer that isn't of the shape that was agreed on; `what` names the part, never its value. */
  unexpectedAnswer(what?: string): CodedError;
  /**
   * Reads the body of an answer.
   *
   * @throws `…_answer_not_json` for a page of something else, `…_answer_truncated` for what is no
   * JSON, `…_unexpected_answer` for another shape
   */
  read<T>(schema: z.ZodType<T>, body: string): T;
}

/** Say it last where waiting may not help. */
export const TELL_IF_IT_STAYS = 'If it stays so, tell the platform team.';

/** Makes the errors that all upstreams have in common; each family adds what is its own. */
export function createUpstreamProblems<Prefix extends string>(
  words: UpstreamWords<Prefix>,
): UpstreamProblems {
  const { prefix, title, remedies } = words;
  const unavailable = (ending: Ending, message: string, remedy: string) =>
    words.problem('unavailable', `${prefix}_${ending}`, message, remedy);

  const unexpectedAnswer = (what?: string) =>
    unavailable(
      'unexpected_answer',
      `The portal doesn't understand an answer of ${title}${what ? `: ${what}` : ''}.`,
      remedies.unexpected,
    );

  const ofWord: Record<UpstreamFailure, () => CodedError> = {
    timeout: () =>
      unavailable(
        'timeout',
        `${title} didn't answer in time.`,
        remedies.timeout,
      ),
    aborted: () =>
      unavailable(
        'timeout',
        `The call to ${title} was given up.`,
        'Try again.',
      ),
    unreachable: () =>
      unavailable(
        'unreachable',
        `The portal can't reach ${title}.`,
        remedies.unreachable,
      ),
    paused: () =>
      unavailable(
        'paused',
        `${title} failed several times in a row, so the portal leaves it alone for a moment.`,
        `Try again in ten seconds. ${TELL_IF_IT_STAYS}`,
      ),
    overloaded: () =>
      unavailable(
        'overloaded',
        `Too many of the portal's calls are waiting for ${title}.`,
        'Try again in a moment.',
      ),
    truncated: () =>
      unavailable(
        'answer_truncated',
        `The answer of ${title} broke off.`,
        `Try again. ${TELL_IF_IT_STAYS}`,
      ),
    'too-large': () =>
      unavailable(
        'answer_too_large',
        `${title} gave an answer that is larger than the portal takes.`,
        remedies.tooLarge,
      ),
  };

  const ofStatus = (status: number) => {
    if (status >= 500) {
      return unavailable(
        'unavailable',
        `${title} answers with an error (${status}).`,
        remedies.unavailable,
      );
    }
    return unexpectedAnswer(
      status >= 300 && status < 400
        ? `it sends the portal to another address (${status})`
        : `the status ${status}`,
    );
  };

  const parseJson = (body: string): unknown => {
    try {
      return JSON.parse(body);
    } catch {
      throw body.trimStart().startsWith('<')
        ? unavailable(
            'answer_not_json',
            `A web page came where ${title} should have answered with data: a login page or that of a proxy.`,
            remedies.notJson,
          )
        : ofWord.truncated();
    }
  };

  return {
    ofStatus,
    unexpectedAnswer,
    ofFailure(error) {
      if (isCodedError(error)) {
        return error;
      }
      return error instanceof UpstreamError
        ? ofWord[error.failure]()
        : unexpectedAnswer();
    },
    read(schema, body) {
      const parsed = schema.safeParse(parseJson(body));
      if (!parsed.success) {
        throw unexpectedAnswer(
          `${fieldOf(parsed.error.issues[0].path)} is not what it should be`,
        );
      }
      return parsed.data;
    },
  };
}

/** Where in an answer; what comes deep inside may be a key that is itself data. */
function fieldOf(path: PropertyKey[]): string {
  const names = path.filter(part => typeof part === 'string').slice(0, 3);
  return names.join('.').slice(0, 100) || 'the whole';
}
