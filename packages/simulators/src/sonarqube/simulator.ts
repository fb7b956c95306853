import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { z } from 'zod';
import { ManualClock, type SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { readBody } from '../service/switches';
import { Projects } from './Projects';
import { addRoutes, type SonarqubeSwitches } from './routes';
import { sonarqubeSeed, type SonarqubeId } from './seed';
import { SonarqubeError } from './SonarqubeError';
import type { SonarqubeSeed } from './types';

/** How to start a simulated SonarQube. */
export interface SonarqubeOptions {
  /** Which of the seeded servers; `server` when left out. */
  id?: SonarqubeId;
  /** 0, the default, takes any free port. */
  port?: number;
  clock?: SimulatorClock;
  /** Something else than the seed of that server. */
  seed?: SonarqubeSeed;
}

/** A running simulated SonarQube. */
export interface SonarqubeSimulator {
  readonly service: SimulatedService;
  readonly projects: Projects;
  readonly switches: SonarqubeSwitches;
  /** The most calls that were under way at once since the start or the last reset. */
  peak(): number;
  /** How many calls there were about each project since then. */
  callsByProject(): Record<string, number>;
  close(): Promise<void>;
}

const switchesSchema = z.strictObject({
  endlessMetrics: z.boolean().optional(),
  latencyMs: z.number().int().min(0).max(60_000).optional(),
});
const copiesSchema = z.strictObject({
  of: z.string(),
  copies: z.number().int().min(1).max(1000),
});

interface Load {
  now: number;
  peak: number;
  byProject: Map<string, number>;
}

const USUAL: SonarqubeSwitches = { endlessMetrics: false, latencyMs: 0 };

function refuseCredential(_req: Request, res: Response): void {
  res.status(401).end();
}

const onError: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof SonarqubeError)) {
    next(error);
  } else if (error.status === 401) {
    res.status(401).end();
  } else {
    res.status(error.status).json({ errors: [{ msg: error.message }] });
  }
};

/** Starts a SonarQube on loopback, by its Web API as of 2025. */
export async function startSonarqube(
  options: SonarqubeOptions = {},
): Promise<SonarqubeSimulator> {
  const { id = 'server', port = 0, clock = new ManualClock() } = options;
  const seed = options.seed ?? sonarqubeSeed(id);
  const projects = new Projects(seed, clock);
  const switches = { ...USUAL };
  const load: Load = { now: 0, peak: 0, byProject: new Map() };
  const { service } = await startService(
    { name: 'sonarqube', environment: id, port, clock },
    () =>
      ({
        refuseCredential,
        routes(app) {
          countAndDelay(app, load, switches);
          addRoutes(app, { seed, projects, switches });
          app.use((_req: Request, _res: Response) => {
            throw new SonarqubeError(404, 'Unknown url');
          }, onError);
        },
        switches(router) {
          router.get('/load', (_req, res) => {
            res.json({
              peak: load.peak,
              byProject: Object.fromEntries(load.byProject),
            });
          });
          router.post('/sonarqube', (req, res) => {
            Object.assign(switches, readBody(switchesSchema, req.body));
            res.status(204).end();
          });
          router.post('/projects', (req, res) => {
            const { of, copies } = readBody(copiesSchema, req.body);
            projects.copy(of, copies);
            res.status(204).end();
          });
        },
        reset() {
          Object.assign(switches, USUAL);
          load.peak = load.now;
          load.byProject.clear();
          projects.reset();
        },
      }) satisfies ServiceParts,
  );
  return {
    service,
    projects,
    switches,
    peak: () => load.peak,
    callsByProject: () => Object.fromEntries(load.byProject),
    async close() {
      clock.clear();
      await service.stop();
    },
  };
}

function countAndDelay(
  app: Express,
  load: Load,
  switches: SonarqubeSwitches,
): void {
  app.use((req, res, next) => {
    load.now += 1;
    load.peak = Math.max(load.peak, load.now);
    const { component, componentKeys, project, projectKey } = req.query;
    const key = component ?? componentKeys ?? project ?? projectKey;
    if (typeof key === 'string') {
      load.byProject.set(key, (load.byProject.get(key) ?? 0) + 1);
    }
    res.once('close', () => {
      load.now -= 1;
    });
    if (switches.latencyMs > 0) {
      setTimeout(next, switches.latencyMs);
    } else {
      next();
    }
  });
}
