import { createHash, randomBytes } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Response,
} from 'express';
import { actorOf, authenticate, type Actor } from './auth';
import type { GithubContext } from './context';
import { GithubError, notFound } from './errors';
import { applyFault } from './faults';
import { setBudgetHeaders } from './rateLimit';

const apiVersions = ['2022-11-28', '2026-03-10'];

/** The API version of a request; `2022-11-28` when it names none. */
export const apiVersionOf = (res: Response): string =>
  res.locals.apiVersion as string;

/** The key that a rate limit and an ETag belong to. */
const keyOf = (actor: Actor): string => {
  if (actor.kind === 'user' || actor.kind === 'installation') {
    return actor.token.value;
  }
  return actor.kind === 'app' ? `app:${actor.app.id}` : 'anonymous';
};

const responseHeaders: RequestHandler = (_req, res, next) => {
  res.locals.requestId = randomBytes(8).toString('hex').toUpperCase();
  res.set({
    'X-GitHub-Request-Id': res.locals.requestId,
    'X-GitHub-Media-Type': 'github.v3; format=json',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers':
      'ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-GitHub-Request-Id',
  });
  next();
};

/** docs.github.com/rest/about-the-rest-api/api-versions: an unsupported version is a 400. */
const apiVersion: RequestHandler = (req, res, next) => {
  const version = req.get('X-GitHub-Api-Version') ?? apiVersions[0];
  if (!apiVersions.includes(version)) {
    throw new GithubError(400, `${version} is not a supported API version.`);
  }
  res.locals.apiVersion = version;
  res.set('X-GitHub-Api-Version-Selected', version);
  next();
};

/** Middleware in front of every API route: headers, version, sign-in, rate limit, ETag. */
export function apiFrame(context: GithubContext): RequestHandler[] {
  return [
    responseHeaders,
    apiVersion,
    identify(context),
    countRequest(context),
    conditional(context),
    express.json({ limit: '2mb' }),
  ];
}

function identify({ state, appKey }: GithubContext): RequestHandler {
  return (req, res, next) => {
    const actor = authenticate(req.get('Authorization'), state, appKey);
    res.locals.actor = actor;
    if (actor.kind === 'user') {
      res.set('X-OAuth-Scopes', actor.token.scopes?.join(', ') ?? '');
    }
    next();
  };
}

function countRequest({ limiter }: GithubContext): RequestHandler {
  return (req, res, next) => {
    // GET /rate_limit costs nothing (docs.github.com/rest/rate-limit).
    if (req.path === '/rate_limit') {
      setBudgetHeaders(res, limiter.budget(keyOf(actorOf(res))));
    } else {
      setBudgetHeaders(
        res,
        limiter.take(keyOf(actorOf(res)), res.locals.requestId),
      );
    }
    next();
  };
}

/**
 * ETags belong to the token as well as to the content, and a 304 is free.
 * Sources: eclipse-csi/otterdog#201 (quoting GitHub's support), docs.github.com best practices.
 */
function conditional({ limiter }: GithubContext): RequestHandler {
  return (req, res, next) => {
    const key = keyOf(actorOf(res));
    const end = res.end.bind(res);
    res.end = ((chunk?: string | Buffer, ...rest: unknown[]) => {
      if (
        req.method !== 'GET' ||
        res.statusCode !== 200 ||
        chunk === undefined
      ) {
        return (end as Function)(chunk, ...rest);
      }
      const etag = `W/"${createHash('sha256').update(key).update(chunk).digest('hex')}"`;
      res.set({
        ETag: etag,
        'Cache-Control': 'private, max-age=60, s-maxage=60',
        Vary: 'Accept, Authorization, Cookie, X-GitHub-OTP',
      });
      const asked = req.get('If-None-Match')?.split(/,\s*/) ?? [];
      if (!asked.includes(etag)) {
        return (end as Function)(chunk, ...rest);
      }
      setBudgetHeaders(res, limiter.giveBack(key));
      res.removeHeader('Content-Length');
      res.removeHeader('Content-Type');
      res.statusCode = 304;
      return end();
    }) as Response['end'];
    next();
  };
}

/** What follows the routes: 404 for any other path, and errors as GitHub words them. */
export function apiEnd(): [RequestHandler, ErrorRequestHandler] {
  return [
    () => {
      throw notFound();
    },
    (error, _req, res, _next) => sendError(res, error),
  ];
}

function sendError(res: Response, error: unknown): void {
  const known = knownError(error);
  if (!known) {
    res
      .status(500)
      .json({ message: `The simulator failed: ${(error as Error).stack}` });
    return;
  }
  res
    .status(known.status)
    .set(known.options.headers ?? {})
    .json(known.body());
}

function knownError(error: unknown): GithubError | undefined {
  if (error instanceof GithubError) {
    return error;
  }
  const { type } = error as { type?: string };
  if (type === 'entity.parse.failed') {
    return new GithubError(400, 'Problems parsing JSON');
  }
  return type === 'entity.too.large'
    ? new GithubError(413, 'Payload too large')
    : undefined;
}

/** Applies the switched-on faults to API, sign-in and download requests alike. */
export function faultInjection({
  faults,
  limiter,
}: GithubContext): RequestHandler {
  return (req, res, next) => {
    const fault = faults.take(req.method, req.path);
    if (!fault) {
      next();
      return;
    }
    const key =
      /^(?:token|bearer)\s+(\S+)$/i.exec(req.get('Authorization') ?? '')?.[1] ??
      'anonymous';
    applyFault(fault, seconds => limiter.exhaust(key, seconds), req, res, next);
  };
}
