import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import { ManualClock, type SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import type { FigmaContext } from './context';
import { errorBody, FigmaError } from './FigmaError';
import { Files } from './Files';
import { RateLimits } from './RateLimits';
import { addCommentRoutes } from './routes/comments';
import { addDevResourceRoutes } from './routes/devResources';
import { addFileRoutes } from './routes/files';
import { addImageRoutes, addPictures } from './routes/images';
import { addLibraryRoutes } from './routes/library';
import { addWebhookRoutes } from './routes/webhooks';
import { figmaSeed } from './seed';
import { SignedUrls } from './SignedUrls';
import { addSwitches, usualSwitches, type FigmaSwitches } from './switches';
import type { FigmaSeed } from './types';
import { Webhooks } from './Webhooks';

/** An answer of the API, for a test to check against Figma's description. */
export interface FigmaExchange {
  method: string;
  path: string;
  status: number;
  body: unknown;
}

/** How to start a simulated Figma. */
export interface FigmaOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  clock?: SimulatorClock;
  /** Something else than the design files of MobWorx. */
  seed?: FigmaSeed;
  /** Hears of every answer of the API with a JSON body. */
  onExchange?: (exchange: FigmaExchange) => void;
}

/** A running simulated Figma. */
export interface FigmaSimulator {
  readonly service: SimulatedService;
  readonly clock: SimulatorClock;
  readonly files: Files;
  readonly limits: RateLimits;
  readonly webhooks: Webhooks;
  readonly switches: FigmaSwitches;
  /** Downloads of pictures since the start or the last reset. */
  downloads(): number;
  close(): Promise<void>;
}

function refuseCredential(_req: Request, res: Response): void {
  res.status(403).json(errorBody(403, 'Invalid token', 'err'));
}

const onError: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof FigmaError) {
    const { form = 'err', headers = {} } = error.options;
    res
      .status(error.status)
      .set(headers)
      .json(errorBody(error.status, error.message, form));
  } else if ((error as { type?: string }).type === 'entity.parse.failed') {
    res.status(400).json(errorBody(400, 'Invalid JSON', 'boolean'));
  } else {
    next(error);
  }
};

/** Starts a Figma on loopback: its REST API, and the host that it hands out pictures from. */
export async function startFigma(
  options: FigmaOptions = {},
): Promise<FigmaSimulator> {
  const { port = 0, clock = new ManualClock(), seed = figmaSeed() } = options;
  const files = new Files(seed, clock);
  const limits = new RateLimits(clock, seed.plan);
  const webhooks = new Webhooks(files, clock);
  const switches = usualSwitches();
  let downloads = 0;
  const { service } = await startService(
    { name: 'figma', environment: 'mobworx', port, clock },
    url =>
      ({
        refuseCredential,
        routes(app) {
          const urls = new SignedUrls(url, clock);
          const context = { files, limits, urls, webhooks, switches };
          app.use((req, res, next) => {
            downloads += req.path.startsWith('/images/') ? 1 : 0;
            listen(req, res, options.onExchange);
            if (switches.latencyMs > 0) {
              setTimeout(next, switches.latencyMs);
            } else {
              next();
            }
          });
          addApi(app, context);
        },
        switches: router =>
          addSwitches(router, { files, limits, webhooks, switches }),
        reset() {
          Object.assign(switches, usualSwitches());
          delete switches.tooLargeFromDepth;
          delete switches.mostRendered;
          limits.reset();
          files.reset();
          webhooks.reset();
          downloads = 0;
        },
      }) satisfies ServiceParts,
  );
  return {
    service,
    clock,
    files,
    limits,
    webhooks,
    switches,
    downloads: () => downloads,
    async close() {
      clock.clear();
      await service.stop();
    },
  };
}

function listen(
  req: Request,
  res: Response,
  onExchange: FigmaOptions['onExchange'],
): void {
  const send = res.json.bind(res);
  res.json = body => {
    onExchange?.({
      method: req.method,
      path: req.path,
      status: res.statusCode,
      body,
    });
    return send(body);
  };
}

function addApi(app: Express, context: FigmaContext): void {
  addPictures(app, context);
  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));
  addFileRoutes(router, context);
  addImageRoutes(router, context);
  addCommentRoutes(router, context);
  addLibraryRoutes(router, context);
  addDevResourceRoutes(router, context);
  addWebhookRoutes(router, context);
  router.use((_req: Request, _res: Response) => {
    throw new FigmaError(404, 'Not found');
  });
  app.use(router, onError);
}
