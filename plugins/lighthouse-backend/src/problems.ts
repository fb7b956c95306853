import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { LighthouseErrorCode } from '@internal/plugin-lighthouse-common';
import { type CodedError, codedError } from '@internal/upstream-node';

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
  code: LighthouseErrorCode,
  message: string,
  remedy: string,
): CodedError {
  return codedError<Error>(classes[kind], { code, message, remedy });
}
