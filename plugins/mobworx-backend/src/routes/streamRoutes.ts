import {
  environmentPathSchema,
  mobworxParticipantsReadPermission,
  noQuerySchema,
  Participant,
  ParticipantsResponse,
  roomPathSchema,
  Stored,
  StreamResponse,
} from '@internal/plugin-mobworx-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { problem } from '../problems';
import { LookedInto, subjectOf } from '../stream/participantsProbe';
import type { RouteServices } from './services';

const SHORT_ID = 8;

/** What was seen of Stream: rooms, their people, munits, events, signaling. */
export function addStreamRoutes(
  router: Router,
  { authorization, environments, snapshots }: RouteServices,
): void {
  router.get('/environments/:environment/stream', async (req, res) => {
    const { environment: id } = parseRequest(environmentPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    const environment = environments.with(id, 'stream');
    const read = <T>(subject: string) =>
      snapshots.read<T>({ environment: id, service: 'stream', subject });
    const [rooms, munits, events, signaling] = await Promise.all([
      read<never>('rooms'),
      read<never>('munits'),
      read<never>('events'),
      read<never>('signaling'),
    ]);
    const answer: StreamResponse = {
      rooms,
      munits,
      events,
      signaling: environment.services.stream?.wsUrl
        ? signaling
        : {
            problem: {
              code: 'service_not_configured',
              message: `The portal isn't told where the signaling of ${environment.title} is.`,
              remedy: `Add ${environment.key}.services.stream.wsUrl to the configuration.`,
            },
          },
    };
    res.json(answer);
  });

  router.get(
    '/environments/:environment/stream/rooms/:roomId/participants',
    async (req, res) => {
      const { environment: id, roomId } = parseRequest(
        environmentPathSchema.extend(roomPathSchema.shape),
        req.params,
      );
      parseRequest(noQuerySchema, req.query);
      const credentials = await authorization.require(req);
      const environment = environments.with(id, 'stream');
      const read = <T>(subject: string) =>
        snapshots.read<T>({ environment: id, service: 'stream', subject });
      const [people, look, [full]] = await Promise.all([
        read<Participant[]>(subjectOf(roomId)),
        read<LookedInto>('participants'),
        authorization.allows(credentials, [mobworxParticipantsReadPermission]),
      ]);
      if (!people.value) {
        throw problem(
          'absent',
          'room_unknown',
          `The portal has seen nobody in a room ${roomId} of ${environment.title}.`,
          'It may have ended, or not be among those with the most people: choose one of the list.',
        );
      }
      const participants: Stored<Participant[]> = {
        ...people,
        value: full ? people.value : people.value.map(withoutName),
        // Why it may be old: the look at all rooms failed.
        ...(look.problem && {
          checkedAt: look.checkedAt,
          problem: look.problem,
        }),
      };
      const answer: ParticipantsResponse = { roomId, participants, full };
      res.json(answer);
    },
  );
}

function withoutName({
  username: _username,
  fullname: _fullname,
  userId,
  sessionId,
  ...person
}: Participant): Participant {
  return {
    ...person,
    userId: userId.slice(0, SHORT_ID),
    sessionId: sessionId.slice(0, SHORT_ID),
  };
}
