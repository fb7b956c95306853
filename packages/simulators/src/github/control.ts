import express, {
  type Request,
  type Response,
  Router,
  type ErrorRequestHandler,
} from 'express';
import { ManualClock } from '../clock';
import { onlyFromLoopback } from '../onlyFromLoopback';
import { padLog } from './actions/logs';
import { handle } from './context';
import type { FaultRule } from './faults';
import { endSignIns } from './userTokens';
import type { GithubSimulator } from './simulator';
import type { PushRequest } from './state';

/**
 * The simulator's own switches under `/_simulator`, for tests that run in another process (a
 * browser test). Outside of GitHub's paths, and like the whole simulator on loopback only.
 */
export function controlRoutes(simulator: GithubSimulator): Router {
  const router = Router();
  router.use(onlyFromLoopback, express.json({ limit: '10mb' }));

  router.post(
    '/reset',
    handle(async (_req, res) => {
      await simulator.reset();
      res.status(204).end();
    }),
  );

  router.post('/faults', (req, res) => {
    simulator.faults.add(readRule(req.body));
    res.status(204).end();
  });

  router.delete('/faults', (_req, res) => {
    simulator.faults.clear();
    res.status(204).end();
  });

  // What whoever registers an App downloads from GitHub once.
  router.get('/app-key', (_req, res) => {
    res.type('text/plain').send(simulator.appPrivateKey());
  });

  router.get('/record', (_req, res) => {
    res.json({
      requests: simulator.record.requests(),
      dispatches: simulator.record.dispatches(),
    });
  });

  router.get(
    '/webhooks',
    handle(async (_req, res) => {
      await simulator.webhooks.settled();
      res.json({ deliveries: simulator.webhooks.deliveries() });
    }),
  );

  router.post(
    '/push',
    handle(async (req, res) => {
      res.json(await simulator.state.push(req.body as PushRequest));
    }),
  );

  router.post('/hold', (req, res) => {
    simulator.holdRuns(readBranch(req.body));
    res.status(204).end();
  });

  router.post('/release', (req, res) => {
    simulator.releaseRuns(readBranch(req.body));
    res.status(204).end();
  });

  router.post('/sign-ins/end', (req, res) => {
    const { login, what } = req.body ?? {};
    if (what !== 'tokens' && what !== 'authorization') {
      throw new Error(
        'Give {"login": string, "what": "tokens" or "authorization"}',
      );
    }
    const { login: known } = simulator.state.account(String(login));
    endSignIns(simulator.state, known, what);
    res.status(204).end();
  });

  router.post('/logs', (req, res) => {
    const { jobId, bytes } = req.body ?? {};
    if (!Number.isInteger(jobId) || !(bytes > 0)) {
      throw new Error('Give a job and a size as {"jobId": number, "bytes": n}');
    }
    padLog(simulator.state.job(jobId), bytes);
    res.status(204).end();
  });

  router.post('/clock/advance', (req, res) => {
    if (!(simulator.clock instanceof ManualClock)) {
      throw new Error(
        'The clock runs by itself: start the simulator with SIMULATED_CLOCK=manual',
      );
    }
    const ms = Number(req.body?.ms);
    if (!(ms >= 0)) {
      throw new Error('Give the time as {"ms": number}');
    }
    simulator.clock.advance(ms);
    res.json({ now: new Date(simulator.clock.now()).toISOString() });
  });

  const onError: ErrorRequestHandler = (error, _req, res, _next) => {
    res.status(400).json({ message: (error as Error).message });
  };
  router.use((req: Request, res: Response) => {
    const message = `The simulator has no switch ${req.method} ${req.path}`;
    res.status(404).json({ message });
  }, onError);
  return router;
}

function readBranch(body: Record<string, unknown> | undefined): string {
  if (typeof body?.branch !== 'string') {
    throw new Error('Give the branch of the runs as {"branch": string}');
  }
  return body.branch;
}

/** Over HTTP an expression is `{"pathPattern": "…"}`, a part of the path `{"path": "…"}`. */
function readRule(body: Record<string, unknown>): FaultRule {
  const { path, pathPattern, fault, method, times } = body;
  if (
    typeof (path ?? pathPattern) !== 'string' ||
    typeof fault !== 'object' ||
    fault === null
  ) {
    throw new Error(
      'Give {"path" or "pathPattern": string, "fault": {"kind": …}, "method"?, "times"?}',
    );
  }
  return {
    path: typeof path === 'string' ? path : new RegExp(pathPattern as string),
    fault: fault as FaultRule['fault'],
    method: method as string | undefined,
    times: times as number | undefined,
  };
}
