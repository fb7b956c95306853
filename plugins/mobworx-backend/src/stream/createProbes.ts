import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';
import { newest, summarizeMunits, summarizeRooms } from './answers';
import { createParticipantsProbe } from './participantsProbe';
import { isVisit } from './visitRoom';

/** What is looked at of the Stream service: health, rooms, their people, munits, events, signaling. */
export const createStreamProbes: CreateProbes = (environment, { stream }) => {
  if (!stream) {
    return { health: [], details: [] };
  }
  const of = { environment: environment.id, service: 'stream' } as const;
  const details = { ...of, rhythm: 'details' } as const;
  // The configuration refuses it for production as well; nothing is joined there, come what may.
  const join =
    environment.syntheticJoin && environment.tier === 'non-production';
  return {
    health: [
      {
        ...of,
        look: signal =>
          findHealth(stream.http.upstream, async () => {
            await stream.health(signal);
            return {};
          }),
      },
    ],
    details: [
      {
        ...details,
        subject: 'rooms',
        look: async signal => {
          const rooms = await stream.rooms(signal);
          return summarizeRooms(rooms.filter(({ id }) => !isVisit(id)));
        },
      },
      createParticipantsProbe(stream, details),
      {
        ...details,
        subject: 'munits',
        look: async signal => summarizeMunits(await stream.munits(signal)),
      },
      {
        ...details,
        subject: 'events',
        look: async signal => {
          const events = await stream.events(signal);
          return newest(events.filter(({ roomId }) => !isVisit(roomId)));
        },
      },
      ...(stream.hasSignaling
        ? [
            {
              ...details,
              subject: 'signaling',
              look: (signal: AbortSignal) => stream.signaling(join, signal),
            },
          ]
        : []),
    ],
  };
};
