import { z } from 'zod';
import { momentSchema, storedSchema } from './freshness';

const count = z.number().int().min(0);
const id = z.string().max(200);

/** How people meet in a room: MobWorx's own words. */
export const roomTypes = ['m2m', 'a2m', 'p2m', 'p2p'] as const;

/** A room; a type that the portal doesn't know is `unknown`. */
export const streamRoomSchema = z.strictObject({
  id,
  type: z.enum([...roomTypes, 'unknown']),
  publishers: count,
  viewers: count,
  createdAt: momentSchema,
});

/**
 * Somebody in a room. Ids are shortened to their first eight characters and there are no names,
 * unless the reader has `mobworx.participants.read`.
 */
export const participantSchema = z.strictObject({
  userId: id,
  sessionId: id,
  username: z.string().max(200).optional(),
  fullname: z.string().max(300).optional(),
  /** The client: iOS, Android, Web and so on. */
  host: z.string().max(60),
  role: z.enum(['publisher', 'viewer', 'unknown']),
  video: z.boolean(),
  audio: z.boolean(),
  joinedAt: momentSchema,
});

/** A thing that happened in Stream. */
export const streamEventSchema = z.strictObject({
  id,
  /** joined, left, kicked and so on. */
  type: z.string().max(60),
  roomId: id,
  at: momentSchema,
});

/** A media server task with its stations. */
export const munitSchema = z.strictObject({
  id,
  tasks: count,
  stations: count,
  capacity: count,
  draining: z.boolean(),
});

/** Munits together; what drains takes no new station, so it is no headroom. */
export const munitsSchema = z.strictObject({
  items: z.array(munitSchema).max(500),
  stations: count,
  /** Stations that are free on munits that aren't draining. */
  headroom: count,
});

/** How long it takes to get to signaling, and through it. */
export const signalingSchema = z.strictObject({
  /** Of the WebSocket handshake. */
  handshakeMs: count,
  /**
   * A join, a heartbeat and a leave of a made-up user, where that is switched on; never in
   * production.
   */
  synthetic: z
    .strictObject({
      joinMs: count,
      heartbeatMs: count,
      leaveMs: count,
    })
    .optional(),
  /** Why the synthetic visit failed. */
  syntheticProblem: z.string().max(300).optional(),
});

/** `GET /environments/:environment/stream` */
export const streamResponseSchema = z.strictObject({
  rooms: storedSchema(
    z.strictObject({
      items: z.array(streamRoomSchema).max(500),
      /** How many there are, where that is more than are listed. */
      total: count,
    }),
  ),
  munits: storedSchema(munitsSchema),
  events: storedSchema(z.array(streamEventSchema).max(200)),
  signaling: storedSchema(signalingSchema),
});

export const roomPathSchema = z.object({
  roomId: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\w.:-]+$/, 'is not the id of a room'),
});

/** `GET /environments/:environment/stream/rooms/:roomId/participants` */
export const participantsResponseSchema = z.strictObject({
  roomId: id,
  participants: storedSchema(z.array(participantSchema).max(200)),
  /** Whether names and whole ids are in it. */
  full: z.boolean(),
});

export type StreamRoom = z.infer<typeof streamRoomSchema>;
export type Participant = z.infer<typeof participantSchema>;
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type Munit = z.infer<typeof munitSchema>;
export type Munits = z.infer<typeof munitsSchema>;
export type Signaling = z.infer<typeof signalingSchema>;
export type StreamResponse = z.infer<typeof streamResponseSchema>;
export type ParticipantsResponse = z.infer<typeof participantsResponseSchema>;
