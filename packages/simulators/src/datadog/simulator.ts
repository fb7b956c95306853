import type { ErrorRequestHandler, Request, Response } from 'express';
import { z } from 'zod';
import { ManualClock, type SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { readBody } from '../service/switches';
import { DatadogError, forbidden, invalid, sendError } from './DatadogError';
import { Organization } from './Organization';
import { RateLimits } from './RateLimits';
import { addRoutes, type DatadogSwitches, endpointNames } from './routes';
import { datadogSeed } from './seed';
import type { DatadogSeed } from './types';

/** How to start a simulated Datadog. */
export interface DatadogOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  clock?: SimulatorClock;
  /** Something else than the seeded organisation. */
  seed?: DatadogSeed;
}

/** A running simulated Datadog: the API of one site. */
export interface DatadogSimulator {
  readonly service: SimulatedService;
  readonly org: Organization;
  readonly limits: RateLimits;
  readonly switches: DatadogSwitches;
  /** How often each endpoint was called since the start or the last reset. */
  calls(): Record<string, number>;
  /** The most calls that were under way at once since then. */
  peak(): number;
  close(): Promise<void>;
}

const switchesSchema = z.strictObject({
  unknownWords: z.boolean().optional(),
  nulls: z.boolean().optional(),
  latencyMs: z.number().int().min(0).max(60_000).optional(),
});
const limitSchema = z.strictObject({
  endpoint: z.enum(endpointNames as [string, ...string[]]),
  limit: z.number().int().min(0).optional(),
  period: z.number().int().min(1).optional(),
});
const copiesSchema = z.strictObject({
  of: z.string(),
  copies: z.number().int().min(1).max(1000),
});

const USUAL: DatadogSwitches = {
  unknownWords: false,
  nulls: false,
  latencyMs: 0,
};

const onError: ErrorRequestHandler = (error, req, res, next) => {
  if (error instanceof DatadogError) {
    sendError(req.path, res, error);
  } else if (error.type === 'entity.parse.failed') {
    sendError(req.path, res, invalid('The body is not JSON'));
  } else {
    next(error);
  }
};

/** Starts a Datadog on loopback, by its API as of 2026; it only reads. */
export async function startDatadog(
  options: DatadogOptions = {},
): Promise<DatadogSimulator> {
  const { port = 0, clock = new ManualClock() } = options;
  const org = new Organization(options.seed ?? datadogSeed(), clock);
  const limits = new RateLimits(clock);
  const switches = { ...USUAL };
  const load = { now: 0, peak: 0, calls: new Map<string, number>() };
  const count = (endpoint: string) => {
    load.calls.set(endpoint, (load.calls.get(endpoint) ?? 0) + 1);
  };
  const { service } = await startService(
    { name: 'datadog', environment: 'datadog', port, clock },
    () =>
      ({
        refuseCredential: (req, res) => sendError(req.path, res, forbidden()),
        routes(app) {
          app.use((_req, res, next) => {
            load.now += 1;
            load.peak = Math.max(load.peak, load.now);
            res.once('close', () => {
              load.now -= 1;
            });
            if (switches.latencyMs > 0) {
              setTimeout(next, switches.latencyMs);
            } else {
              next();
            }
          });
          addRoutes(app, { org, limits, switches, count });
          app.use((_req: Request, _res: Response) => {
            throw new DatadogError(404, 'Not Found');
          }, onError);
        },
        switches(router) {
          router.get('/load', (_req, res) => {
            res.json({
              peak: load.peak,
              calls: Object.fromEntries(load.calls),
            });
          });
          router.post('/datadog', (req, res) => {
            Object.assign(switches, readBody(switchesSchema, req.body));
            res.status(204).end();
          });
          router.post('/limits', (req, res) => {
            const { endpoint, ...limit } = readBody(limitSchema, req.body);
            limits.set(endpoint, limit);
            res.status(204).end();
          });
          router.post('/services', (req, res) => {
            const { of, copies } = readBody(copiesSchema, req.body);
            org.copyService(of, copies);
            res.status(204).end();
          });
        },
        reset() {
          Object.assign(switches, USUAL);
          limits.reset();
          org.reset();
          load.peak = load.now;
          load.calls.clear();
        },
      }) satisfies ServiceParts,
  );
  return {
    service,
    org,
    limits,
    switches,
    calls: () => Object.fromEntries(load.calls),
    peak: () => load.peak,
    async close() {
      clock.clear();
      await service.stop();
    },
  };
}
