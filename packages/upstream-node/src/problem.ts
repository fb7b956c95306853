import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CodedError, codedError, ErrorDetail } from './errors';

const classes = {
  invalid: InputError,
  forbidden: NotAllowedError,
  absent: NotFoundError,
  conflict: ConflictError,
  unavailable: ServiceUnavailableError,
};

/** What kind of refusal an error of ours is. */
export type ProblemKind = keyof typeof classes;

/**
 * Makes an error of ours: its kind decides the HTTP status (400, 403, 404, 409, 503), its code is
 * stable, and it tells a person what happened and what to do now. Each family binds it to its own
 * codes (`problems.ts`).
 */
export function problem<Code extends string>(
  kind: ProblemKind,
  code: Code,
  message: string,
  remedy: string,
): CodedError {
  return codedError<Error>(classes[kind], { code, message, remedy });
}

/** What an error of ours tells, as something to store and to show beside what was seen before. */
export function problemOf({ code, message, remedy }: CodedError): ErrorDetail {
  return { code, message, remedy };
}
