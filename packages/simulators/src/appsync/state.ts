import { randomUUID } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import { resolverError } from './errors';
import type { AppSyncSeed, UserSeed } from './types';

interface User {
  id: string;
  username: string;
  fullname: string;
  avatar: string;
  email: string;
  createdAt: string;
}

interface Room {
  id: string;
  type: string;
  title: string;
  state: string;
  ownerId: string | null;
  startsAt: string | null;
  settings: string | null;
}

interface Clip {
  id: string;
  roomId: string;
  duration: number;
  recordedOn: string;
}

/** What a client asks for with `createRoom`. */
export interface RoomInput {
  type: string;
  title: string;
  startsAt?: string | null;
  settings?: string | null;
}

/** Which rooms `rooms` gives. */
export interface RoomFilter {
  type?: string;
  state?: string;
  limit?: number;
  nextToken?: string;
}

const minute = 60_000;
const year = 365 * 24 * 3600_000;

const writeToken = (start: number) =>
  Buffer.from(String(start)).toString('base64');

/** The data behind a simulated AppSync API. */
export class AppSyncState {
  private users = new Map<string, User>();
  private rooms = new Map<string, Room>();
  private clips: Clip[] = [];

  constructor(
    private readonly seed: AppSyncSeed,
    private readonly clock: SimulatorClock,
  ) {
    this.reset();
  }

  reset(): void {
    this.users = new Map(
      this.seed.users.map(user => [user.id, this.userOf(user)]),
    );
    this.rooms.clear();
    this.clips = [];
    for (const { clips, ...room } of this.seed.rooms) {
      this.rooms.set(room.id, {
        id: room.id,
        type: room.type,
        title: room.title,
        state: room.state,
        ownerId: this.userNamed(room.owner)?.id ?? null,
        startsAt:
          room.startsInMinutes === undefined
            ? null
            : this.at(room.startsInMinutes * minute),
        settings: room.settings ? JSON.stringify(room.settings) : null,
      });
      clips?.forEach(clip => this.clips.push({ ...clip, roomId: room.id }));
    }
  }

  user(id: string | null): User | null {
    return this.users.get(id ?? '') ?? null;
  }

  userNamed(username: string | undefined): User | undefined {
    return [...this.users.values()].find(user => user.username === username);
  }

  room(id: string): Room | null {
    return this.rooms.get(id) ?? null;
  }

  /** A page of rooms, 20 unless asked for more or fewer. */
  roomPage({ type, state, limit = 20, nextToken }: RoomFilter) {
    const start = nextToken === undefined ? 0 : readToken(nextToken);
    const size = Math.min(100, Math.max(1, limit));
    const found = [...this.rooms.values()].filter(
      room =>
        (type ?? room.type) === room.type &&
        (state ?? room.state) === room.state,
    );
    const end = start + size;
    return {
      items: found.slice(start, end),
      nextToken: end < found.length ? writeToken(end) : null,
    };
  }

  clipsOf(roomId: string): Clip[] {
    return this.clips.filter(clip => clip.roomId === roomId);
  }

  createRoom(input: RoomInput, username: string | undefined): Room {
    const room = {
      id: randomUUID(),
      type: input.type,
      title: input.title,
      state: input.startsAt ? 'scheduled' : 'live',
      ownerId: this.userNamed(username)?.id ?? null,
      startsAt: input.startsAt ?? null,
      settings: input.settings ?? null,
    };
    this.rooms.set(room.id, room);
    return room;
  }

  closeRoom(id: string): Room {
    const room = this.existingRoom(id);
    room.state = 'ended';
    return room;
  }

  message(roomId: string, text: string, username: string | undefined) {
    this.existingRoom(roomId);
    return {
      id: randomUUID(),
      roomId,
      text,
      senderId: this.userNamed(username)?.id ?? null,
      sentAt: this.at(0),
    };
  }

  private existingRoom(id: string): Room {
    const room = this.rooms.get(id);
    if (!room) {
      throw resolverError('There is no such room.', 'RoomNotFound', { id });
    }
    return room;
  }

  private userOf(user: UserSeed): User {
    return {
      ...user,
      avatar: `https://cdn.mobworx.example/avatars/${user.username}.png`,
      createdAt: this.at(-year),
    };
  }

  private at(offsetMs: number): string {
    return new Date(this.clock.now() + offsetMs).toISOString();
  }
}

function readToken(token: string): number {
  const start = /^\d{1,9}$/.exec(Buffer.from(token, 'base64').toString())?.[0];
  if (start === undefined) {
    throw resolverError('Invalid pagination token.', 'BadRequest');
  }
  return Number(start);
}
