import { NotFoundError } from '@backstage/errors';
import type { FigmaErrorCode, Problem } from '@internal/plugin-figma-common';
import {
  type CodedError,
  isCodedError,
  problem as codedProblem,
  problemOf as toldProblemOf,
} from '@internal/upstream-node';

/** Makes an error of this plugin, with one of its codes. */
export const problem = codedProblem<FigmaErrorCode>;

/** What an error tells, no longer than the contract allows. */
export function problemOf(error: CodedError): Problem {
  const { code, message, remedy } = toldProblemOf(error);
  return { code, message: message.slice(0, 500), remedy: remedy.slice(0, 500) };
}

/** An error that says when Figma is asked again. */
export type WaitingError = CodedError & {
  /** ISO 8601; the browser gets it too. */
  resumesAt: string;
};

/** A moment in the words of errors: to the minute, in UTC. */
const inWords = (at: number) =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/**
 * Says that Figma isn't asked for a while.
 *
 * @param until - milliseconds since 1970
 * @param why - `figma`: it said so itself; `budget`: the portal keeps below Figma's limits
 */
export function waiting(until: number, why: 'figma' | 'budget'): WaitingError {
  const error =
    why === 'figma'
      ? problem(
          'unavailable',
          'figma_rate_limited',
          `Figma takes no more calls of this kind from the portal until ${inWords(until)}.`,
          'Nothing is asked until then, and what is stored is shown. The platform team sees on the status page which plan and seat Figma counts.',
        )
      : problem(
          'unavailable',
          'figma_rate_limited',
          'The portal has used up the calls that it allows itself for the moment, to stay below the limits of Figma.',
          'Come back in half a minute.',
        );
  return Object.assign(error, { resumesAt: new Date(until).toISOString() });
}

/** When Figma is asked again, where an error knows it. */
export const resumesAtOf = (error: unknown): string | undefined =>
  (error as Partial<WaitingError> | undefined)?.resumesAt;

/** Whether an error means that there is no such thing, so that nothing old stands in for it. */
export const isAbsent = (error: unknown): error is CodedError =>
  isCodedError(error) && error.name === NotFoundError.name;

/** Takes an error that is one of ours, and lets a mistake of ours be one. */
export function codedOrThrow(error: unknown): CodedError {
  if (isCodedError(error)) {
    return error;
  }
  throw error;
}

export const notConfigured = () =>
  problem(
    'absent',
    'not_configured',
    'The portal has no access to Figma: the configuration has no figma.token.',
    'The platform team can set figma.token.',
  );
