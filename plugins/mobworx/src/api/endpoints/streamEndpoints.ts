import {
  ParticipantsResponse,
  participantsResponseSchema,
  StreamResponse,
  streamResponseSchema,
} from '@internal/plugin-mobworx-common';
import type { BackendCalls } from '@internal/portal-react';
import { environmentPath } from '../environmentPath';

/** Rooms, munits, events and signaling of an environment. */
export interface StreamEndpoints {
  getStream(environment: string): Promise<StreamResponse>;
  getParticipants(
    environment: string,
    roomId: string,
  ): Promise<ParticipantsResponse>;
}

export function streamEndpoints(calls: BackendCalls): StreamEndpoints {
  return {
    getStream: environment =>
      calls.get(streamResponseSchema, `${environmentPath(environment)}/stream`),
    getParticipants: (environment, roomId) =>
      calls.get(
        participantsResponseSchema,
        `${environmentPath(environment)}/stream/rooms/${encodeURIComponent(roomId)}/participants`,
      ),
  };
}
