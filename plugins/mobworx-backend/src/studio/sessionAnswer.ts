import {
  StudioSession,
  studioSessionSchema,
} from '@internal/plugin-mobworx-common';
import { z } from 'zod';
import { withoutStreamKey } from './streamKeys';

/**
 * A session as Studio tells it (`api:studio-sessions` in the catalog). Studio leaves out the keys
 * of streams; should it ever not, they end here.
 */
export const sessionAnswer: z.ZodType<StudioSession, unknown> = z
  .object({
    id: z.string().min(1).max(200),
    roomId: z.string().max(200),
    layout: z.string().max(60),
    destinations: z.array(z.string().max(2000)).max(20),
    state: z.string().max(60),
    startedAt: z.iso.datetime({ offset: true }),
    cpu: z.number().min(0),
  })
  .transform(session => ({
    ...session,
    destinations: session.destinations.map(withoutStreamKey),
    state: studioSessionSchema.shape.state
      .catch('unknown')
      .parse(session.state),
    startedAt: new Date(session.startedAt).toISOString(),
  }));
