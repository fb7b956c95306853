import express, { type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import type { SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { StudioSessions } from './StudioSessions';
import type { StudioSeed } from './types';

/** How to start a simulated Studio service. */
export interface StudioOptions {
  environment: string;
  port: number;
  clock: SimulatorClock;
  seed: StudioSeed;
}

/** A running simulated Studio service. */
export interface StudioSimulator {
  readonly service: SimulatedService;
  readonly sessions: StudioSessions;
}

const requestSchema = z.strictObject({
  roomId: z.string().min(1).max(200),
  layout: z.enum(['grid', 'speaker', 'side-by-side']).optional(),
  destinations: z
    .array(
      z
        .string()
        .max(500)
        .regex(/^rtmps?:\/\/[^\s/]+\/\S+$/),
    )
    .min(1)
    .max(5),
});

function refuseCredential(_req: Request, res: Response): void {
  res.status(401).json({ message: 'Unauthorized' });
}

/** Starts the Studio service of one environment; its contract is assumed. */
export async function startStudio(
  options: StudioOptions,
): Promise<StudioSimulator> {
  const { service, parts } = await startService(
    { name: 'studio', ...options },
    () => {
      const sessions = new StudioSessions(options.seed, options.clock);
      return {
        sessions,
        refuseCredential,
        routes: app => addRoutes(app, sessions, options.seed),
        reset: () => sessions.reset(),
      } satisfies ServiceParts & Record<string, unknown>;
    },
  );
  return { service, sessions: parts.sessions };
}

function addRoutes(
  app: Express,
  sessions: StudioSessions,
  { version, commit }: StudioSeed,
): void {
  app.get('/health', (_req, res) => {
    res.json({ status: 'ok', version, commit });
  });

  app.get('/v1/sessions', (_req, res) => {
    res.json({ data: sessions.list() });
  });

  app.post('/v1/sessions', express.json({ limit: '100kb' }), (req, res) => {
    const request = requestSchema.safeParse(req.body);
    if (!request.success) {
      res.status(400).json({ message: z.prettifyError(request.error) });
      return;
    }
    const session = sessions.start(request.data);
    if (session) {
      res.status(202).json(session);
    } else {
      res.status(503).json({ message: 'No compute is free for a session' });
    }
  });

  app.get('/v1/sessions/:id', (req, res) => {
    send(res, 200, sessions.find(req.params.id));
  });

  app.delete('/v1/sessions/:id', (req, res) => {
    send(res, 202, sessions.stop(req.params.id));
  });
}

function send(
  res: Response,
  status: number,
  session: object | undefined,
): void {
  if (session) {
    res.status(status).json(session);
  } else {
    res.status(404).json({ message: 'Not Found' });
  }
}
