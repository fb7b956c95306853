import type { Request } from 'express';
import { problem } from './problems';

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
