import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { MobworxErrorCode, Problem } from '@internal/plugin-mobworx-common';
import { CodedError, codedError } from '@internal/upstream-node';

const classes = {
  invalid: InputError,
  forbidden: NotAllowedError,
  absent: NotFoundError,
  conflict: ConflictError,
  unavailable: ServiceUnavailableError,
};

/**
 * Makes an error of this plugin: its kind decides the HTTP status (400, 403, 404, 409, 503),
 * its code is stable, and it tells a person what happened and what to do now.
 */
export function problem(
  kind: keyof typeof classes,
  code: MobworxErrorCode,
  message: string,
  remedy: string,
): CodedError {
  return codedError<Error>(classes[kind], { code, message, remedy });
}

/** The same as something to store and to show beside what was seen before. */
export function problemOf({ code, message, remedy }: CodedError): Problem {
  return { code, message, remedy };
}
