import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { readBody } from '../service/switches';
import { Hls } from './hls';
import { Rooms } from './Rooms';
import { addStreamRoutes } from './routes';
import { Signaling } from './Signaling';
import type { StreamSeed } from './types';

/** How to start a simulated Stream service. */
export interface StreamOptions {
  environment: string;
  port: number;
  clock: SimulatorClock;
  seed: StreamSeed;
}

/** A running simulated Stream service. */
export interface StreamSimulator {
  readonly service: SimulatedService;
  /** Where clients signal. */
  readonly wsUrl: string;
  readonly rooms: Rooms;
  /** How many WebSockets are open. */
  connections(): number;
}

const munitSchema = z.strictObject({
  signal: z.enum(['drain', 'revive', 'stop']),
});

function refuseCredential(_req: Request, res: Response): void {
  res.status(403).json({ message: 'Forbidden' });
}

/** Starts the Stream service of one environment. */
export async function startStream(
  options: StreamOptions,
): Promise<StreamSimulator> {
  const { seed, clock } = options;
  const { service, parts } = await startService(
    { name: 'stream', ...options },
    (_url, faults) => {
      const rooms = new Rooms(seed, clock);
      const hls = new Hls();
      const signaling = new Signaling(rooms, clock, faults);
      return {
        rooms,
        signaling,
        refuseCredential,
        routes: app => addStreamRoutes(app, rooms, hls),
        upgrade: (...handshake) => signaling.accept(...handshake),
        switches(router: Router) {
          router.post('/munits/:id', (req, res) => {
            const { signal } = readBody(munitSchema, req.body);
            const isThere = rooms.munits.signal(req.params.id, signal);
            res.status(isThere ? 204 : 404).end();
          });
        },
        reset() {
          rooms.reset();
          hls.clear();
        },
      } satisfies ServiceParts & Record<string, unknown>;
    },
  );
  return {
    service,
    wsUrl: service.url.replace('http', 'ws'),
    rooms: parts.rooms,
    connections: () => parts.signaling.connections,
  };
}
