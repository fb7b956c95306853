import {
  Munit,
  Munits,
  Participant,
  roomTypes,
  StreamEvent,
  StreamRoom,
} from '@internal/plugin-mobworx-common';
import { z } from 'zod';

/** The most of each that is kept; the contract's own limits. */
export const MOST = {
  rooms: 500,
  munits: 500,
  events: 200,
  participants: 200,
} as const;

const id = z.string().min(1).max(200);
const count = z.number().int().min(0);
const moment = z.iso
  .datetime({ offset: true })
  .transform(text => new Date(text).toISOString());

/** `GET /v1/adminRooms`. A type that is new to the portal is a type nevertheless. */
export const roomsAnswer = z.object({
  data: z.array(
    z.object({
      id,
      type: z.enum([...roomTypes, 'unknown']).catch('unknown'),
      publishers: count,
      viewers: count,
      createdAt: moment,
    }),
  ),
});

/** A page of `GET /v1/participants/{roomId}`; `after` leads to the next. */
export const participantsAnswer = z.object({
  data: z
    .array(
      z
        .object({
          userId: id,
          sessionId: id,
          username: z.string().max(200),
          fullname: z.string().max(300),
          host: z.string().max(60),
          role: z.enum(['publisher', 'viewer', 'unknown']).catch('unknown'),
          video: z.boolean(),
          audio: z.boolean(),
          createdAt: moment,
        })
        .transform(({ createdAt, ...person }): Participant => ({
          ...person,
          joinedAt: createdAt,
        })),
    )
    .max(100),
  after: id.nullable(),
});

/** `GET /v1/adminEvents/{eventType}` */
export const eventsAnswer = z.object({
  data: z.array(
    z
      .object({ id, type: z.string().max(60), roomId: id, at: moment })
      .transform(({ ...event }): StreamEvent => event),
  ),
});

/** One of the texts of {@link munitsAnswer}. */
const munitText = z
  .string()
  .max(10_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      id,
      tasks: count,
      stations: count,
      capacity: count,
      draining: z.boolean(),
    }),
  );

/** `GET /v1/mststats`: members of a Redis set, a text each. */
export const munitsAnswer = z.object({ data: z.array(munitText) });

/** The rooms with the most people, and how many rooms there are in all. */
export function summarizeRooms(rooms: StreamRoom[]): {
  items: StreamRoom[];
  total: number;
} {
  const people = (room: StreamRoom) => room.publishers + room.viewers;
  return {
    items: [...rooms]
      .sort((a, b) => people(b) - people(a) || (a.id < b.id ? -1 : 1))
      .slice(0, MOST.rooms),
    total: rooms.length,
  };
}

/** What drains takes no new station, so it is no headroom. */
export function summarizeMunits(munits: Munit[]): Munits {
  const sum = (of: (munit: Munit) => number) =>
    munits.reduce((total, munit) => total + of(munit), 0);
  return {
    items: [...munits]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, MOST.munits),
    stations: sum(({ stations }) => stations),
    headroom: sum(({ draining, capacity, stations }) =>
      draining ? 0 : Math.max(0, capacity - stations),
    ),
  };
}

/** The newest of all types, the newest first. */
export function newest(events: StreamEvent[]): StreamEvent[] {
  return [...events]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, MOST.events);
}
