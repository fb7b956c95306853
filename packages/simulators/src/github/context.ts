import type { KeyObject } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { ActionsService } from './actions/ActionsService';
import type { Downloads } from './downloads';
import type { Faults } from './faults';
import type { Links } from './present/links';
import type { RateLimiter } from './rateLimit';
import type { GithubRecord } from './record';
import type { GithubState } from './state';
import type { Webhooks } from './webhooks';

/** The parts of one simulated GitHub, as its routes use them. */
export interface GithubContext {
  state: GithubState;
  links: Links;
  actions: ActionsService;
  limiter: RateLimiter;
  faults: Faults;
  record: GithubRecord;
  webhooks: Webhooks;
  downloads: Downloads;
  /** Private key of the GitHub Apps. */
  appKey: () => KeyObject;
}

/** Lets an async handler's errors reach the error middleware, which express 4 does not do. */
export function handle(
  handler: (req: Request, res: Response) => unknown,
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    try {
      await handler(req, res);
    } catch (error) {
      next(error);
    }
  };
}
