import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type Response,
} from 'express';
import { z } from 'zod';
import { ManualClock, type SimulatorClock } from '../clock';
import { onlyFromLoopback } from '../onlyFromLoopback';
import { serviceFaultRuleSchema } from './faults';
import type { SimulatedService } from './service';

/** Parses the body of a switch; what is wrong with it becomes a 400. */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.infer<Schema> {
  const result = schema.safeParse(body ?? {});
  if (!result.success) {
    throw new Error(z.prettifyError(result.error));
  }
  return result.data;
}

/**
 * The switches that every simulated service has under `/_simulator`, outside of the paths of what
 * it stands for.
 * @param own - adds the switches of that one service
 */
export function switchRoutes(
  service: SimulatedService,
  clock: SimulatorClock,
  own: (router: Router) => void,
): Router {
  const router = Router();
  router.use(onlyFromLoopback, express.json({ limit: '1mb' }));

  router.get('/', (_req, res) => {
    res.json({
      service: service.name,
      environment: service.environment,
      now: new Date(clock.now()).toISOString(),
    });
  });

  router.post('/reset', (_req, res) => {
    service.reset();
    res.status(204).end();
  });

  router.get('/faults', (_req, res) => {
    res.json({ faults: service.faults.list() });
  });

  router.post('/faults', (req, res) => {
    service.faults.add(readBody(serviceFaultRuleSchema, req.body));
    res.status(204).end();
  });

  router.delete('/faults', (_req, res) => {
    service.faults.clear();
    res.status(204).end();
  });

  router.get('/record', (_req, res) => {
    res.json({ requests: service.requests() });
  });

  router.post('/disconnect', (_req, res) => {
    service.disconnect();
    res.status(204).end();
  });

  router.post('/clock/advance', (req, res) => {
    if (!(clock instanceof ManualClock)) {
      throw new Error(
        'The clock runs by itself: start the simulator with SIMULATED_CLOCK=manual',
      );
    }
    clock.advance(
      readBody(z.strictObject({ ms: z.number().min(0) }), req.body).ms,
    );
    res.json({ now: new Date(clock.now()).toISOString() });
  });

  own(router);

  const onError: ErrorRequestHandler = (error, _req, res, _next) => {
    res.status(400).json({ message: (error as Error).message });
  };
  router.use((req: Request, res: Response) => {
    const message = `The simulator has no switch ${req.method} ${req.path}`;
    res.status(404).json({ message });
  }, onError);
  return router;
}
