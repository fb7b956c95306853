import type { ErrorRequestHandler, Request } from 'express';
import { z } from 'zod';
import { problem } from './problems';

/**
 * Parses a part of a request.
 *
 * @throws InputError with code `request_invalid` that names the field and what is wrong with it
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.');
  throw problem(
    'invalid',
    'request_invalid',
    `${field ? `${field}: ` : ''}${issue.message}.`.replace('..', '.'),
    'Correct it and try again.',
  );
}

/** The user's GitHub token of one call: bounded, and nothing but visible ASCII. */
export function userTokenOf(
  request: Request,
  header: string,
): string | undefined {
  const token = request.header(header);
  if (token === undefined || token === '') {
    return undefined;
  }
  if (token.length > 1_024 || !/^[\x21-\x7e]+$/.test(token)) {
    throw problem(
      'invalid',
      'request_invalid',
      `${header} isn't a GitHub token.`,
      'Sign in with GitHub again.',
    );
  }
  return token;
}

/** What to say of a body that isn't JSON or is larger than anything that a route takes. */
export const refuseUnreadableBody: ErrorRequestHandler = (
  error,
  _req,
  _res,
  next,
) => {
  next(
    problem(
      'invalid',
      'request_invalid',
      error.type === 'entity.too.large'
        ? 'The request is larger than any that the portal takes.'
        : "The body of the request isn't a JSON object.",
      'Correct it and try again.',
    ),
  );
};
