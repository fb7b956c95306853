/** How people meet in a room. */
export const roomTypes = ['m2m', 'a2m', 'p2m', 'p2p'] as const;

/** One of {@link roomTypes}. */
export type RoomType = (typeof roomTypes)[number];

/** Who a signal comes from. */
export interface Session {
  userId: string;
  sessionId: string;
  category: 'stream' | 'screenshare';
  host: 'iOS' | 'iOS_EX' | 'Android' | 'Web' | 'Web_Studio' | 'Server';
  deviceId: string;
}

/** Where a member hears the server: an open WebSocket. */
export interface Connection {
  send(message: unknown): void;
}

/** A media server task with the stations it carries. */
export interface MunitSeed {
  id: string;
  /** ECS tasks behind it. */
  tasks: number;
  /** The most stations it takes. */
  capacity: number;
  /** Stations of rooms that are not simulated one by one. */
  stations: number;
  draining: boolean;
}

/** A room that is there from the start. Its members stay without heartbeats. */
export interface StreamRoomSeed {
  id: string;
  type: RoomType;
  minutesAgo: number;
  /** Names of users, the owner first. */
  publishers: string[];
  /** How many nameless viewers. */
  viewers: number;
}

/** A user that Stream knows. */
export interface StreamUser {
  id: string;
  username: string;
  fullname: string;
}

/** The Stream service of one environment. */
export interface StreamSeed {
  /** The stage in the paths of playlists. */
  stage: string;
  /** Whether a join with `op.userFaking` may use a made-up user. */
  userFaking: boolean;
  users: StreamUser[];
  rooms: StreamRoomSeed[];
  munits: MunitSeed[];
}
