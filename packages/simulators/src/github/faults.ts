import type { NextFunction, Request, Response } from 'express';
import { FaultRules, replaceEnd, sendHalf, type Rule } from '../faultRules';

/** A way in which the simulated GitHub misbehaves. Times are real, not on the simulator's clock. */
export type Fault =
  | { kind: 'latency'; ms: number }
  /** Never answers. */
  | { kind: 'hang' }
  /** Closes the connection before doing anything. */
  | { kind: 'refuse' }
  /** Does what is asked, then closes the connection instead of answering. */
  | { kind: 'lost_reply' }
  | {
      kind: 'status';
      status: number;
      message?: string;
      headers?: Record<string, string>;
    }
  /** An HTML page, as a proxy or a failing GitHub sends. */
  | { kind: 'html'; status: number }
  /** Promises the whole body and closes the connection after half of it. */
  | { kind: 'truncated' }
  /** The token's hourly budget is used up. */
  | { kind: 'rate_limit'; resetInSeconds: number }
  | { kind: 'secondary_limit'; retryAfterSeconds: number };

/** Which requests a fault hits. */
export type FaultRule = Rule<Fault>;

/** The faults that are switched on. */
export class Faults extends FaultRules<Fault> {}

const unicorn =
  '<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head>' +
  '<body><p><strong>This page is taking too long to load.</strong></p></body></html>\n';

/**
 * Applies a fault to a request.
 * @param exhaust - uses up the caller's rate limit for some seconds
 */
export function applyFault(
  fault: Fault,
  exhaust: (resetInSeconds: number) => void,
  req: Request,
  res: Response,
  next: NextFunction,
): void {
  res.locals.faulty = fault.kind !== 'latency';
  switch (fault.kind) {
    case 'latency':
      setTimeout(next, fault.ms);
      return;
    case 'hang':
      return;
    case 'refuse':
      req.socket.destroy();
      return;
    case 'lost_reply':
      replaceEnd(res, () => req.socket.destroy());
      next();
      return;
    case 'truncated':
      replaceEnd(res, body => sendHalf(req, res, body));
      next();
      return;
    case 'html':
      res.status(fault.status).type('html').send(unicorn);
      return;
    case 'rate_limit':
      exhaust(fault.resetInSeconds);
      next();
      return;
    case 'secondary_limit':
      // docs.github.com, rate-limits-for-the-rest-api#about-secondary-rate-limits
      res.set('Retry-After', String(fault.retryAfterSeconds));
      sendError(
        res,
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      );
      return;
    default:
      res.set(fault.headers ?? {});
      sendError(res, fault.status, fault.message ?? 'Server Error');
  }
}

function sendError(res: Response, status: number, message: string): void {
  const body = {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  res.status(status).type('application/json').end(JSON.stringify(body));
}
