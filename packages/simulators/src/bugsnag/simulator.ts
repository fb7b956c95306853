import type { ErrorRequestHandler, Request, Response } from 'express';
import { z } from 'zod';
import { ManualClock, type SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { readBody } from '../service/switches';
import { Account } from './Account';
import { ApiError, notFound } from './ApiError';
import { RateLimit } from './RateLimit';
import { addRoutes } from './routes';
import { bugsnagSeed } from './seed';
import type { BugsnagSeed } from './types';

/** How to start a simulated Bugsnag. */
export interface BugsnagOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  clock?: SimulatorClock;
  /** Something else than the usual seed. */
  seed?: BugsnagSeed;
}

/** A running simulated Bugsnag. */
export interface BugsnagSimulator {
  readonly service: SimulatedService;
  /** Calls that a token may make in a minute. */
  allow(callsPerMinute: number): void;
  /** Adds empty projects, so that their list has several pages. */
  addProjects(count: number): void;
  /** How often each route was asked since the start or the last reset. */
  calls(): Record<string, number>;
  close(): Promise<void>;
}

const switchesSchema = z.strictObject({
  callsPerMinute: z.number().int().min(0).max(1_000_000).optional(),
  addProjects: z.number().int().min(1).max(5_000).optional(),
});

const BAD_CREDENTIALS = { errors: ['Bad credentials'] };

function refuseCredential(_req: Request, res: Response): void {
  res.status(401).json(BAD_CREDENTIALS);
}

const onError: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof ApiError)) {
    next(error);
    return;
  }
  res
    .status(error.status)
    .set(error.headers)
    .json({ errors: [error.message] });
};

/** The path without its ids, such as `/projects/:id/errors`. */
const routeOf = (path: string) =>
  path.replace(/\/[0-9a-f]{24}(?=\/|$)/g, '/:id');

/** Starts a Bugsnag on loopback, by version 2 of its Data Access API. */
export async function startBugsnag(
  options: BugsnagOptions = {},
): Promise<BugsnagSimulator> {
  const { port = 0, clock = new ManualClock() } = options;
  const seed = options.seed ?? bugsnagSeed();
  const account = new Account(seed);
  let allowed = seed.callsPerMinute;
  const rateLimit = new RateLimit(clock, () => allowed);
  const { service } = await startService(
    { name: 'bugsnag', environment: 'simulated', port, clock },
    url =>
      ({
        refuseCredential,
        routes(app) {
          addRoutes(app, { seed, account, rateLimit, clock, url });
          app.use(() => {
            throw notFound();
          }, onError);
        },
        switches(router) {
          router.get('/calls', (_req, res) => {
            res.json(countCalls(service));
          });
          router.post('/bugsnag', (req, res) => {
            const { callsPerMinute, addProjects } = readBody(
              switchesSchema,
              req.body,
            );
            allowed = callsPerMinute ?? allowed;
            account.addProjects(addProjects ?? 0);
            res.status(204).end();
          });
        },
        reset() {
          allowed = seed.callsPerMinute;
          rateLimit.reset();
          account.reset();
        },
      }) satisfies ServiceParts,
  );
  return {
    service,
    allow(callsPerMinute) {
      allowed = callsPerMinute;
    },
    addProjects: count => account.addProjects(count),
    calls: () => countCalls(service),
    async close() {
      clock.clear();
      await service.stop();
    },
  };
}

function countCalls(service: SimulatedService): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path } of service.requests()) {
    const route = routeOf(path);
    counts[route] = (counts[route] ?? 0) + 1;
  }
  return counts;
}
