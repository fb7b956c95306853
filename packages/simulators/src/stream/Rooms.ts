import { randomUUID } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import { Events, type EventType } from './Events';
import { Munits } from './Munits';
import { Room, type Member } from './Room';
import { munitSdp } from './sdp';
import { codes, SignalError } from './signals';
import type { RoomType, StreamSeed, StreamUser } from './types';

/** Silent for longer than this, a session is offline (docs/concept/heartbeat.md). */
const offlineAfterMs = 10_000;

/** The rooms of one environment with everything around them. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();
  readonly events = new Events();
  readonly munits: Munits;

  constructor(
    readonly seed: StreamSeed,
    readonly clock: SimulatorClock,
  ) {
    this.munits = new Munits(seed.munits);
    this.reset();
  }

  reset(): void {
    this.rooms.forEach(room =>
      room.all().forEach(member => room.remove(member)),
    );
    this.rooms.clear();
    this.events.clear();
    this.munits.reset();
    this.seed.rooms.forEach(room => this.addSeeded(room));
  }

  all(): Room[] {
    return [...this.rooms.values()];
  }

  find(id: string): Room | undefined {
    return this.rooms.get(id);
  }

  /** @throws SignalError when there is no such room of that type */
  existing(id: string, type: RoomType): Room {
    const room = this.rooms.get(id);
    if (room?.type !== type) {
      throw new SignalError('ROOM_NOT_FOUND', `no ${type} room ${id}`);
    }
    return room;
  }

  create(id: string, type: RoomType): Room {
    const room = new Room(id, type, this.clock.now());
    this.rooms.set(id, room);
    this.note('roomCreated', room);
    return room;
  }

  /** Starts the 10 seconds of a member anew. */
  sawLife(room: Room, member: Member): void {
    member.updatedAt = this.clock.now();
    member.stopWatching();
    member.stopWatching = this.clock.schedule(offlineAfterMs + 1, () =>
      this.remove(room, member, 'offline'),
    );
  }

  /** Takes a member out, frees its station, and ends the room with its last publisher. */
  remove(room: Room, member: Member, why: EventType): void {
    room.remove(member);
    this.freeStation(member);
    this.note(why, room, member);
    if (member.role === 'publisher') {
      this.publishersChanged(room);
    }
    if (room.publishers().length === 0) {
      room.all().forEach(left => room.remove(left));
      this.rooms.delete(room.id);
      this.note('roomEnded', room);
    }
  }

  freeStation(member: Member): void {
    if (member.station) {
      this.munits.release(member.station.munitId);
      member.station = undefined;
    }
  }

  /** Tells everybody in a room who publishes now. */
  publishersChanged(room: Room): void {
    const message = {
      c: codes.OK,
      s: 'PUBLISH_LIST_CHANGED',
      b: { pps: room.publishers().map(describe), rid: room.id },
    };
    room.all().forEach(({ connection }) => connection?.send(message));
  }

  note(type: EventType, room: Room, member?: Member): void {
    this.events.add({
      type,
      roomId: room.id,
      ...(member && {
        userId: member.session.userId,
        sessionId: member.session.sessionId,
      }),
      at: new Date(this.clock.now()).toISOString(),
    });
  }

  private addSeeded(seed: StreamSeed['rooms'][number]): void {
    const since = this.clock.now() - seed.minutesAgo * 60_000;
    const room = new Room(seed.id, seed.type, since);
    this.rooms.set(room.id, room);
    const add = (user: StreamUser, role: Member['role']) =>
      room.add({
        session: {
          userId: user.id,
          sessionId: `${room.id}-${user.username}`,
          category: 'stream',
          host: role === 'publisher' ? 'iOS' : 'Web',
          deviceId: `device-of-${user.username}`,
        },
        user,
        role,
        video: role === 'publisher' && seed.type !== 'a2m',
        audio: role === 'publisher',
        createdAt: since,
        updatedAt: this.clock.now(),
        iceSentFor: new Set(),
        stopWatching: () => {},
      });
    seed.publishers.forEach(username =>
      add(
        this.seed.users.find(user => user.username === username)!,
        'publisher',
      ),
    );
    for (let number = 1; number <= seed.viewers; number += 1) {
      const username = `viewer-${number}`;
      add({ id: `${room.id}-${username}`, username, fullname: '' }, 'viewer');
    }
  }
}

/** A publisher as acks show it. */
export function describe({ session, user, video, audio }: Member) {
  return {
    id: session.userId,
    video,
    audio,
    username: user.username,
    fullname: user.fullname,
    avatar: `https://cdn.mobworx.example/avatars/${user.username}.png`,
    sessionId: session.sessionId,
    host: session.host,
    category: session.category,
    deviceId: session.deviceId,
  };
}

/** A publisher with the offer of its station, when it has one. */
export function describeWithOffer(member: Member) {
  const { station } = member;
  return {
    ...describe(member),
    ...(station && {
      sdp: munitSdp(station.sdp, 'sendonly', station.munitId),
    }),
  };
}

/** A user that nobody knows, as `op.userFaking` lets join. */
export const fakeUser = (id: string): StreamUser => ({
  id,
  username: `guest-${randomUUID().slice(0, 8)}`,
  fullname: 'Guest',
});
