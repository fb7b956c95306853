import type { Request } from 'express';
import { SonarqubeError } from './SonarqubeError';
import type { SonarqubeSeed } from './types';

type Token = SonarqubeSeed['tokens'][number];

function readCredential(header: string): { scheme: string; token: string } {
  const [, scheme, value] = /^(Basic|Bearer) (\S+)$/.exec(header) ?? [];
  if (scheme === 'Bearer') {
    return { scheme, token: value };
  }
  // The token is the user's name, and the password is empty.
  const text = Buffer.from(value ?? '', 'base64').toString();
  return text.endsWith(':')
    ? { scheme: 'Basic', token: text.slice(0, -1) }
    : { scheme: '', token: '' };
}

/**
 * Whose request it is.
 * @throws SonarqubeError 401
 */
export function authenticate(req: Request, tokens: Token[]): Token {
  const { scheme, token } = readCredential(req.get('Authorization') ?? '');
  const known = tokens.find(one => one.token === token);
  if (!known || (known.only && known.only !== scheme)) {
    throw new SonarqubeError(401);
  }
  return known;
}
