import type { Member, Room } from './Room';
import { describe, describeWithOffer, fakeUser, type Rooms } from './Rooms';
import { isSdp, munitCandidate, munitSdp } from './sdp';
import { SignalError, type Action, type SignalData } from './signals';
import type { Connection, StreamUser } from './types';

/** What a signal brings its sender: the body of an ack with code 200, or no ack at all. */
export type AckBody = Record<string, unknown> | undefined;

type Handlers = {
  [A in Action]: (
    rooms: Rooms,
    data: SignalData<A>,
    connection: Connection,
  ) => AckBody;
};

const iceServers = [
  'stun:stun.l.google.com:19302',
  'stun:stun2.l.google.com:19302',
];

/** After this the owner of a seeded room, whom nobody plays, accepts a request to publish. */
const seededOwnerDecidesMs = 1000;

const serverSession = (room: Room) => ({
  userId: 'munit',
  sessionId: `munit-${room.id}`,
  category: 'stream',
  host: 'Server',
  deviceId: 'munit',
});

/** How each signal is handled; a refusal is a SignalError. */
export const handlers: Handlers = {
  join(rooms, data, connection) {
    const { ss, rid, ch, op } = data;
    const user = userOf(rooms, ss.userId, op?.userFaking === true);
    const known = rooms.find(rid);
    const present = known?.type === ch ? known.member(ss.sessionId) : undefined;
    if (op?.roomCreating && known && !present) {
      throw new SignalError(
        'ALREADY_EXIST_ROOM',
        `room ${rid} is there already`,
      );
    }
    const room =
      !known && op?.roomCreating
        ? rooms.create(rid, ch)
        : rooms.existing(rid, ch);
    const member = present ?? addMember(rooms, room, user, data);
    member.connection = connection;
    rooms.sawLife(room, member);
    return {
      pps: room.publishers().map(describeWithOffer),
      rid,
      pt: member.role,
      eg: data.eg,
      icfg: { is: iceServers },
    };
  },

  leave(rooms, { rid, ch, ss }) {
    const room = rooms.existing(rid, ch);
    rooms.remove(room, memberOf(room, ss.sessionId, 'ROOM_NOT_FOUND'), 'left');
    return undefined;
  },

  updateVideo(rooms, { rid, ch, ss, ve, ae }) {
    const room = rooms.existing(rid, ch);
    const member = publisherOf(room, ss.sessionId);
    member.video = ve && ch !== 'a2m';
    member.audio = ae;
    rooms.publishersChanged(room);
    return undefined;
  },

  heartbeat(rooms, { rid, ch, ss, bid, send_ack: sendAck }, connection) {
    const room = rooms.existing(rid, ch);
    const member = memberOf(room, ss.sessionId, 'ROOM_NOT_FOUND');
    member.connection = connection;
    rooms.sawLife(room, member);
    return sendAck
      ? { pps: room.publishers().map(describe), rid, bid }
      : undefined;
  },

  kick(rooms, data) {
    const room = rooms.existing(data.rid, data.ch);
    publisherOf(room, data.ss.sessionId);
    for (const member of targetsOf(room, data.to)) {
      member.connection?.send(data);
      rooms.remove(room, member, 'kicked');
    }
    return undefined;
  },

  publishRequest(rooms, data) {
    const room = rooms.existing(data.rid, data.ch);
    const member = memberOf(room, data.ss.sessionId, 'ROOM_NOT_FOUND');
    if (member.role === 'publisher') {
      throw new SignalError('ALREADY_IS_PUBLISHER', 'nothing to ask for');
    }
    const owner = room.owner()!;
    if (owner.connection) {
      owner.connection.send(data);
    } else {
      rooms.clock.schedule(seededOwnerDecidesMs, () =>
        answerForSeededOwner(rooms, room, owner, member),
      );
    }
    return undefined;
  },

  publishAccept(rooms, data) {
    const room = rooms.existing(data.rid, data.ch);
    if (room.owner()?.session.sessionId !== data.ss.sessionId) {
      throw new SignalError('PERMISSION_NOT_FOUND', 'only the owner accepts');
    }
    for (const member of promotable(room, data.to)) {
      promote(rooms, room, member, data);
    }
    return undefined;
  },

  publishReject(rooms, data) {
    const room = rooms.existing(data.rid, data.ch);
    if (room.owner()?.session.sessionId !== data.ss.sessionId) {
      throw new SignalError('INVALID_SIGNAL', 'only the owner rejects');
    }
    promotable(room, data.to).forEach(({ connection }) =>
      connection?.send(data),
    );
    return undefined;
  },

  offer(rooms, data) {
    const room = rooms.existing(data.rid, data.ch);
    const member = publisherOf(room, data.ss.sessionId);
    if (!isSdp(data.sdp)) {
      throw new SignalError('INVALID_SIGNAL', 'sdp: not a session description');
    }
    if (data.ch === 'p2p') {
      return forward(room, member, data.to, data);
    }
    const restarted = data.op?.restarting ? member.station?.munitId : undefined;
    if (!restarted) {
      rooms.freeStation(member);
    }
    const munitId = restarted ?? rooms.munits.assign();
    if (!munitId) {
      throw new SignalError('INTERNAL_SERVER_ERROR', 'no munit has headroom');
    }
    member.station = { munitId, sdp: data.sdp };
    return { rid: data.rid, sdp: munitSdp(data.sdp, 'recvonly', munitId) };
  },

  answer(rooms, data) {
    const room = rooms.existing(data.rid, data.ch);
    const member = memberOf(room, data.ss.sessionId, 'RECIPIENT_NOT_MEMBER');
    if (data.ch === 'p2p') {
      return forward(room, member, data.to, data);
    }
    watchable(room, data.to);
    return undefined;
  },

  iceCandidate(rooms, data, connection) {
    const room = rooms.existing(data.rid, data.ch);
    const member = memberOf(room, data.ss.sessionId, 'RECIPIENT_NOT_MEMBER');
    if (data.ch === 'p2p') {
      return forward(room, member, data.to, data);
    }
    if (room.sessionsOf(data.to).length === 0) {
      throw new SignalError('RECIPIENT_NOT_MEMBER', `${data.to} is not here`);
    }
    // The munit answers the first candidate of each connection with its own.
    if (!member.iceSentFor.has(data.to)) {
      member.iceSentFor.add(data.to);
      connection.send({
        s: 'ICE',
        ch: data.ch,
        ss: serverSession(room),
        rid: data.rid,
        to: data.to,
        sdp: munitCandidate,
      });
    }
    return undefined;
  },

  watch(rooms, { rid, ch, ss, to }) {
    const room = rooms.existing(rid, ch);
    memberOf(room, ss.sessionId, 'ROOM_NOT_FOUND');
    return { pps: watchable(room, to).map(describeWithOffer), rid };
  },
};

function userOf(rooms: Rooms, id: string, faking: boolean): StreamUser {
  const user = rooms.seed.users.find(candidate => candidate.id === id);
  if (user) {
    return user;
  }
  if (!faking || !rooms.seed.userFaking) {
    throw new SignalError(
      'INVALID_SIGNAL',
      rooms.seed.userFaking
        ? `no user ${id}; op.userFaking lets a made-up one in`
        : `no user ${id}`,
    );
  }
  return fakeUser(id);
}

function addMember(
  rooms: Rooms,
  room: Room,
  user: StreamUser,
  { ss, ve, ae }: SignalData<'join'>,
): Member {
  const publishes = room.all().length === 0 || room.type === 'p2p';
  if (publishes && !room.hasPlaceForPublisher()) {
    throw new SignalError('INVALID_SIGNAL', 'a call is for two people');
  }
  const now = rooms.clock.now();
  const member = room.add({
    session: ss,
    user,
    role: publishes ? 'publisher' : 'viewer',
    video: publishes && ve && room.type !== 'a2m',
    audio: publishes && ae,
    createdAt: now,
    updatedAt: now,
    iceSentFor: new Set(),
    stopWatching: () => {},
  });
  rooms.note('joined', room, member);
  if (publishes) {
    rooms.publishersChanged(room);
  }
  return member;
}

function memberOf(
  room: Room,
  sessionId: string,
  refusal: 'ROOM_NOT_FOUND' | 'RECIPIENT_NOT_MEMBER' | 'PERMISSION_NOT_FOUND',
): Member {
  const member = room.member(sessionId);
  if (!member) {
    throw new SignalError(refusal, `session ${sessionId} is not in the room`);
  }
  return member;
}

function publisherOf(room: Room, sessionId: string): Member {
  const member = memberOf(room, sessionId, 'PERMISSION_NOT_FOUND');
  if (member.role !== 'publisher') {
    throw new SignalError('PERMISSION_NOT_FOUND', 'only a publisher may');
  }
  return member;
}

/** A text means all sessions of a user, an object one session. */
function targetsOf(room: Room, to: SignalData<'kick'>['to']): Member[] {
  if (typeof to === 'string') {
    return room.sessionsOf(to);
  }
  const member = room.member(to.sessionId);
  return member ? [member] : [];
}

function promotable(room: Room, to: SignalData<'kick'>['to']): Member[] {
  const members = targetsOf(room, to);
  if (members.length === 0) {
    throw new SignalError('NOT_ROOM_MEMBER', 'whom it is about is not here');
  }
  return members.filter(({ role }) => role === 'viewer');
}

function promote(
  rooms: Rooms,
  room: Room,
  member: Member,
  signal: unknown,
): void {
  if (!room.hasPlaceForPublisher()) {
    throw new SignalError(
      'PERMISSION_NOT_FOUND',
      `the room has ${room.publishers().length} publishers already`,
    );
  }
  room.promote(member);
  rooms.note('promoted', room, member);
  member.connection?.send(signal);
  rooms.publishersChanged(room);
}

function answerForSeededOwner(
  rooms: Rooms,
  room: Room,
  owner: Member,
  member: Member,
): void {
  const { sessionId } = member.session;
  if (!room.member(sessionId) || member.role === 'publisher') {
    return;
  }
  const accepts = room.hasPlaceForPublisher();
  const signal = {
    s: accepts ? 'PUBLISH_ACCEPT' : 'PUBLISH_REJECT',
    ch: room.type,
    ss: owner.session,
    rid: room.id,
    to: { userId: member.session.userId, sessionId },
  };
  if (accepts) {
    promote(rooms, room, member, signal);
  } else {
    member.connection?.send(signal);
  }
}

/** In a call the server only passes signals on. */
function forward(
  room: Room,
  sender: Member,
  to: string | undefined,
  signal: unknown,
): undefined {
  const peers = room.sessionsOf(to ?? '').filter(peer => peer !== sender);
  if (peers.length === 0) {
    throw new SignalError('RECIPIENT_NOT_MEMBER', `${to} is not in the call`);
  }
  peers.forEach(({ connection }) => connection?.send(signal));
  return undefined;
}

/** The sessions by which a user publishes. */
function watchable(room: Room, userId: string): Member[] {
  const publishers = room
    .sessionsOf(userId)
    .filter(({ role }) => role === 'publisher');
  if (publishers.length === 0) {
    throw new SignalError('USER_LEFT', `${userId} does not publish here`);
  }
  return publishers;
}
