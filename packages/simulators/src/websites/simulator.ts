import type { Request, Response } from 'express';
import { ManualClock, type SimulatorClock } from '../clock';
import { startService, type SimulatedService } from '../service/service';
import { pages, STAGE, type WebsiteId } from './pages';

/** How to start a simulated website. */
export interface WebsiteOptions {
  id: WebsiteId;
  /** 0, the default, takes any free port. */
  port?: number;
  clock?: SimulatorClock;
}

/** A running simulated website. */
export interface WebsiteSimulator {
  readonly service: SimulatedService;
  close(): Promise<void>;
}

function refuseCredential(_req: Request, res: Response): void {
  res.status(401).end();
}

/** Starts the website of one of MobWorx's web clients on loopback, for audits of it. */
export async function startWebsite(
  options: WebsiteOptions,
): Promise<WebsiteSimulator> {
  const { id, port = 0, clock = new ManualClock() } = options;
  const { service } = await startService(
    { name: id, environment: 'simulated', port, clock },
    () => ({
      refuseCredential,
      routes(app) {
        app.get('/', (_req, res) => {
          res.type('html').send(pages[id]);
        });
        app.get('/stage.svg', (_req, res) => {
          res.set('Cache-Control', 'public, max-age=86400');
          res.type('svg').send(STAGE);
        });
        app.get('/robots.txt', (_req, res) => {
          res.type('txt').send('User-agent: *\nAllow: /\n');
        });
      },
      reset() {},
    }),
  );
  return { service, close: () => service.stop() };
}
