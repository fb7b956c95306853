import { Participant, roomPathSchema } from '@internal/plugin-mobworx-common';
import type { Probe } from '../probes/Probe';
import { summarizeRooms } from './answers';
import type { StreamClient } from './StreamClient';
import { isVisit } from './visitRoom';

/** Into how many rooms the portal looks: those with the most people. */
const ROOMS_LOOKED_INTO = 50;

const AT_A_TIME = 4;

/** What is stored under `participants`: the rooms whose people are stored beside it. */
export interface LookedInto {
  rooms: string[];
}

/** Subject under which the people of a room are stored. */
export const subjectOf = (roomId: string) => `participants/${roomId}`;

/**
 * Looks into the rooms with the most people. It asks for the rooms itself, so that a look that
 * takes long or fails keeps nobody from seeing the rooms.
 */
export function createParticipantsProbe(
  client: StreamClient,
  common: Pick<Probe, 'environment' | 'service' | 'rhythm'>,
): Probe {
  const found = new WeakMap<LookedInto, Map<string, Participant[]>>();
  const { environment, service } = common;
  return {
    ...common,
    subject: 'participants',
    async look(signal) {
      const { items } = summarizeRooms(await client.rooms(signal));
      const rooms = items
        .map(({ id }) => id)
        // What can't be asked for at the portal needn't be known by it.
        .filter(
          id =>
            !isVisit(id) && roomPathSchema.safeParse({ roomId: id }).success,
        )
        .slice(0, ROOMS_LOOKED_INTO);
      const people = new Map<string, Participant[]>();
      // A few at a time: a Stream that is in trouble gets a few calls, not all of them.
      for (let from = 0; from < rooms.length; from += AT_A_TIME) {
        await Promise.all(
          rooms.slice(from, from + AT_A_TIME).map(async id => {
            const present = await client.participants(id, signal);
            if (present) {
              people.set(id, present);
            }
          }),
        );
      }
      const seen = { rooms: rooms.filter(id => people.has(id)) };
      found.set(seen, people);
      return seen;
    },
    further(seen) {
      const people = found.get(seen as LookedInto) ?? new Map();
      return [...people].map(([roomId, value]) => ({
        key: { environment, service, subject: subjectOf(roomId) },
        value,
      }));
    },
  };
}
