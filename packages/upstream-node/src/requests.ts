import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { codedError } from './errors';

/** Stable code of a request that can't be understood, the same in every plugin. */
const REQUEST_INVALID = 'request_invalid';

/**
 * Parses a part of a request.
 *
 * @throws InputError with code `request_invalid` that names the field and what is wrong with it
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.');
  throw codedError(InputError, {
    code: REQUEST_INVALID,
    message: `${field ? `${field}: ` : ''}${issue.message}.`.replace('..', '.'),
    remedy: 'Correct it and try again.',
  });
}

/** What to say of a body that isn't JSON or is larger than anything that a route takes. */
export const refuseUnreadableBody: ErrorRequestHandler = (
  error,
  _req,
  _res,
  next,
) => {
  next(
    codedError(InputError, {
      code: REQUEST_INVALID,
      message:
        error.type === 'entity.too.large'
          ? 'The request is larger than any that the portal takes.'
          : "The body of the request isn't a JSON object.",
      remedy: 'Correct it and try again.',
    }),
  );
};
