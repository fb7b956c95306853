import type {
  Participant,
  ParticipantsResponse,
  StreamResponse,
  StreamRoom,
} from '@internal/plugin-mobworx-common';
import { makeStored, NOW } from './builders';

export function makeRoom(part: Partial<StreamRoom> = {}): StreamRoom {
  return {
    id: 'design-review',
    type: 'm2m',
    publishers: 2,
    viewers: 3,
    createdAt: '2026-11-20T09:35:00Z',
    ...part,
  };
}

/** Two rooms of two types, two munits of which one drains, an event, a visit. */
export function makeStream(part: Partial<StreamResponse> = {}): StreamResponse {
  return {
    rooms: makeStored({
      items: [
        makeRoom(),
        makeRoom({
          id: 'rehearsal',
          type: 'p2m',
          publishers: 1,
          viewers: 1240,
        }),
      ],
      total: 2,
    }),
    munits: makeStored({
      items: [
        {
          id: 'munit-a1',
          tasks: 1,
          stations: 4,
          capacity: 20,
          draining: false,
        },
        { id: 'munit-a2', tasks: 1, stations: 2, capacity: 20, draining: true },
      ],
      stations: 6,
      headroom: 16,
    }),
    events: makeStored([
      { id: '2', type: 'joined', roomId: 'design-review', at: NOW },
      { id: '1', type: 'somethingNew', roomId: 'rehearsal', at: NOW },
    ]),
    signaling: makeStored({
      handshakeMs: 31,
      synthetic: { joinMs: 120, heartbeatMs: 14, leaveMs: 25 },
    }),
    ...part,
  };
}

export function makeParticipant(part: Partial<Participant> = {}): Participant {
  return {
    userId: '5b1f5e0e',
    sessionId: 'design-r',
    host: 'iOS',
    role: 'publisher',
    video: true,
    audio: true,
    joinedAt: '2026-11-20T09:35:00Z',
    ...part,
  };
}

export function makeParticipants(
  part: Partial<ParticipantsResponse> = {},
): ParticipantsResponse {
  return {
    roomId: 'design-review',
    participants: makeStored([makeParticipant()]),
    full: false,
    ...part,
  };
}
