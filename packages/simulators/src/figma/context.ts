import type { Request, Response, Router } from 'express';
import { FigmaError, type ErrorForm } from './FigmaError';
import type { Files } from './Files';
import type { RateLimits } from './RateLimits';
import type { SignedUrls } from './SignedUrls';
import type { FigmaSwitches } from './switches';
import type { Tier, TokenSeed } from './types';
import type { Webhooks } from './Webhooks';

/** What the routes of a simulated Figma lean on. */
export interface FigmaContext {
  files: Files;
  limits: RateLimits;
  urls: SignedUrls;
  webhooks: Webhooks;
  switches: FigmaSwitches;
}

/** An endpoint of the API. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  tier: Tier;
  /** Scope that the token needs. */
  scope: string;
  /** In which form it writes errors, by status where that differs. */
  form?: (status: number) => ErrorForm;
  handle: (req: Request, res: Response, token: TokenSeed) => void;
}

/** Whose request it is. @throws FigmaError 403, as Figma has no 401 for a token */
function authenticate(req: Request, tokens: TokenSeed[]): TokenSeed {
  const [, bearer] =
    /^Bearer (\S+)$/.exec(req.get('Authorization') ?? '') ?? [];
  const given = req.get('X-Figma-Token') ?? bearer;
  const token = tokens.find(one => one.token === given);
  if (!token) {
    throw new FigmaError(403, given ? 'Invalid token' : 'Token missing');
  }
  return token;
}

/** Adds an endpoint, behind its token, its scope and its rate limit. */
export function addEndpoint(
  router: Router,
  { files, limits, switches }: FigmaContext,
  endpoint: Endpoint,
): void {
  const formOf = endpoint.form ?? (() => 'err' as const);
  router[endpoint.method](endpoint.path, (req, res) => {
    try {
      const token = authenticate(req, files.seed.tokens);
      limits.take(endpoint.tier);
      if (token.scopes && !token.scopes.includes(endpoint.scope)) {
        throw new FigmaError(
          403,
          `Invalid scope(s): ${token.scopes.join(', ')}. This endpoint requires the ${endpoint.scope} scope`,
        );
      }
      refuseAsSwitched(switches, req);
      endpoint.handle(req, res, token);
    } catch (error) {
      throw error instanceof FigmaError
        ? new FigmaError(error.status, error.message, {
            form: formOf(error.status),
            ...error.options,
          })
        : error;
    }
  });
}

function refuseAsSwitched({ refusals }: FigmaSwitches, req: Request): void {
  const refusal = refusals.find(
    ({ path, times }) => times !== 0 && req.path.includes(path),
  );
  if (refusal) {
    refusal.times = refusal.times === undefined ? undefined : refusal.times - 1;
    throw new FigmaError(refusal.status, refusal.message, {
      ...(refusal.form && { form: refusal.form }),
      headers: refusal.headers,
    });
  }
}

/** A parameter of the query that may stand there once. @throws FigmaError 400 */
export function param(req: Request, name: string): string | undefined {
  const value = req.query[name];
  if (value !== undefined && typeof value !== 'string') {
    throw new FigmaError(400, `Invalid parameter: ${name}`);
  }
  return value;
}

/** A list with commas between. @throws FigmaError 400 when it is missing or malformed */
export function requiredIds(req: Request, name: string): string[] {
  const ids = (param(req, name) ?? '').split(',').filter(Boolean);
  if (ids.length === 0) {
    throw new FigmaError(400, `Request must include ${name}`);
  }
  const bad = ids.find(id => !/^I?\d+:\d+(;\d+:\d+)*$/.test(id));
  if (bad !== undefined) {
    throw new FigmaError(400, `ID ${bad} is not a valid node_id`);
  }
  return ids;
}

/** @throws FigmaError 400 */
export function numberParam(
  req: Request,
  name: string,
  isValid: (value: number) => boolean,
): number | undefined {
  const text = param(req, name);
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (text === '' || !isValid(value)) {
    throw new FigmaError(400, `Invalid value for ${name}`);
  }
  return value;
}
