import { z } from 'zod';
import { momentSchema, storedSchema } from './freshness';

/** A studio session: a page that is rendered and pushed to its destinations. */
export const studioSessionSchema = z.strictObject({
  id: z.string().max(200),
  roomId: z.string().max(200),
  layout: z.string().max(60),
  /** RTMP addresses without the stream's key. */
  destinations: z.array(z.string().max(2000)).max(20),
  state: z.enum([
    'starting',
    'live',
    'stopping',
    'stopped',
    'failed',
    'unknown',
  ]),
  startedAt: momentSchema,
  /** Load of its task, in percent. */
  cpu: z.number().min(0),
});

/** `GET /environments/:environment/studio` */
export const studioResponseSchema = z.strictObject({
  sessions: storedSchema(z.array(studioSessionSchema).max(500)),
});

/** Layouts that Studio takes. */
export const studioLayouts = ['grid', 'speaker', 'side-by-side'] as const;

/**
 * `POST /environments/:environment/studio/sessions`: starts one. `confirmEnvironment` repeats the
 * environment of the path, so that nobody starts one elsewhere than the dialog said.
 */
export const startSessionRequestSchema = z.strictObject({
  confirmEnvironment: z.string().max(40),
  /** The same key is the same request: it starts one session at most. */
  idempotencyKey: z.uuid(),
  roomId: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\w.:-]+$/, 'is not the id of a room'),
  layout: z.enum(studioLayouts).default('grid'),
  /** RTMP or RTMPS addresses with the key of the stream, which is kept nowhere. */
  destinations: z
    .array(
      z
        .string()
        .max(500)
        .regex(/^rtmps?:\/\/[^\s/]+\/\S+$/, 'is not an RTMP address'),
    )
    .min(1)
    .max(5),
});

/** 201 with what Studio said. */
export const startSessionResponseSchema = z.strictObject({
  session: studioSessionSchema,
});

export type StudioSession = z.infer<typeof studioSessionSchema>;
export type StudioResponse = z.infer<typeof studioResponseSchema>;
export type StartSessionRequest = z.infer<typeof startSessionRequestSchema>;
export type StartSessionResponse = z.infer<typeof startSessionResponseSchema>;
