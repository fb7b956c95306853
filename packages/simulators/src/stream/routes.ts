import express, { type Express, type Request, type Response } from 'express';
import { eventTypes } from './Events';
import { DataSignalError, resources, type Hls } from './hls';
import type { Member, Room } from './Room';
import type { Rooms } from './Rooms';

const largestPage = 100;

/** The routes of the Stream service: admin views, data signals, playback. */
export function addStreamRoutes(app: Express, rooms: Rooms, hls: Hls): void {
  addAdminRoutes(app, rooms);
  addLiveRoutes(app, rooms, hls);
}

function addAdminRoutes(app: Express, rooms: Rooms): void {
  app.get('/v1/adminRooms', (_req, res) => {
    res.json({ data: rooms.all().map(showRoom) });
  });

  app.get('/v1/participants/:roomId', (req, res) => {
    const room = rooms.find(req.params.roomId);
    if (!room) {
      notFound(res);
      return;
    }
    const { first = '20', after = '' } = req.query;
    const size = Number(first);
    if (!Number.isInteger(size) || size < 1 || size > largestPage) {
      res
        .status(400)
        .json({ message: `first is a number from 1 to ${largestPage}` });
      return;
    }
    const all = room.all();
    const start =
      all.findIndex(({ session }) => session.sessionId === after) + 1;
    const page = all.slice(start, start + size);
    res.json({
      data: page.map(showMember),
      after: start + size < all.length ? page.at(-1)!.session.sessionId : null,
    });
  });

  app.get('/v1/adminEvents/:eventType', (req, res) => {
    const { eventType } = req.params;
    if (!eventTypes.some(type => type === eventType)) {
      notFound(res);
      return;
    }
    res.json({ data: rooms.events.ofType(eventType) });
  });

  app.get('/v1/mststats', (_req, res) => {
    // The members of the Redis set munitstatsidx: texts, one a munit.
    const data = rooms.munits.running().map(munit =>
      JSON.stringify({
        id: munit.id,
        tasks: munit.tasks,
        stations: munit.stations,
        capacity: munit.capacity,
        draining: munit.draining,
      }),
    );
    res.json({ data });
  });
}

function addLiveRoutes(app: Express, { seed }: Rooms, hls: Hls): void {
  for (const resource of resources) {
    app.post(
      `/live/update/${resource}`,
      express.json({ limit: '10mb' }),
      (req: Request, res: Response) => {
        try {
          hls.update(resource, req.body);
          res.json({});
        } catch (error) {
          if (!(error instanceof DataSignalError)) {
            throw error;
          }
          res.status(400).json({ message: error.message });
        }
      },
    );
  }

  // {endpoint}/{stage}/live/{userId}/{streamId}/playlist.m3u8
  app.get(`/${seed.stage}/live/:userId/:streamId/:file`, (req, res) => {
    const { streamId, file } = req.params;
    const text =
      file === 'playlist.m3u8'
        ? hls.master(streamId)
        : hls.media(streamId, file.replace(/\.m3u8$/, ''));
    if (text !== undefined) {
      res.type('application/vnd.apple.mpegurl').send(text);
      return;
    }
    const media = hls.file(streamId, file);
    if (media) {
      res.type('video/mp4').send(media);
    } else {
      notFound(res);
    }
  });
}

function showRoom(room: Room) {
  return {
    id: room.id,
    type: room.type,
    publishers: room.publishers().length,
    viewers: room.viewers().length,
    ownerId: room.owner()?.session.userId ?? null,
    createdAt: new Date(room.createdAt).toISOString(),
  };
}

function showMember({ session, user, role, ...member }: Member) {
  return {
    userId: session.userId,
    sessionId: session.sessionId,
    username: user.username,
    fullname: user.fullname,
    host: session.host,
    role,
    video: member.video,
    audio: member.audio,
    createdAt: new Date(member.createdAt).toISOString(),
    updatedAt: new Date(member.updatedAt).toISOString(),
    status: 'online',
  };
}

function notFound(res: Response): void {
  res.status(404).json({ message: 'Not Found' });
}
