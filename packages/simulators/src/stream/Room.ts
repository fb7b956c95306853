import type { Connection, RoomType, Session, StreamUser } from './types';

/** The most publishers of a room, by its type (docs/concept/room.md of MobWorx/document). */
const publisherLimit: Record<RoomType, number> = {
  m2m: 9,
  a2m: 9,
  p2m: 1,
  p2p: 2,
};

/** One session in a room. */
export interface Member {
  session: Session;
  user: StreamUser;
  role: 'publisher' | 'viewer';
  video: boolean;
  audio: boolean;
  /** In milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
  /** Where it stands among the publishers: the lowest is the owner's. */
  publisherOrder: number;
  /** Undefined for the members of the seed. */
  connection?: Connection;
  /** The munit that carries its station, and the SDP it published with. */
  station?: { munitId: string; sdp: string };
  /** Whose server candidates it has got already. */
  iceSentFor: Set<string>;
  stopWatching: () => void;
}

/** A room: who is in it, who publishes, who owns it. */
export class Room {
  private readonly members = new Map<string, Member>();
  private orders = 0;

  constructor(
    readonly id: string,
    readonly type: RoomType,
    readonly createdAt: number,
  ) {}

  all(): Member[] {
    return [...this.members.values()];
  }

  member(sessionId: string): Member | undefined {
    return this.members.get(sessionId);
  }

  /** A user has several sessions when a screen is shared as well. */
  sessionsOf(userId: string): Member[] {
    return this.all().filter(({ session }) => session.userId === userId);
  }

  add(member: Omit<Member, 'publisherOrder'>): Member {
    const added = { ...member, publisherOrder: 0 };
    this.members.set(member.session.sessionId, added);
    if (added.role === 'publisher') {
      this.promote(added);
    }
    return added;
  }

  remove(member: Member): void {
    member.stopWatching();
    this.members.delete(member.session.sessionId);
  }

  promote(member: Member): void {
    this.orders += 1;
    member.role = 'publisher';
    member.publisherOrder = this.orders;
  }

  /** Oldest first. */
  publishers(): Member[] {
    return this.all()
      .filter(({ role }) => role === 'publisher')
      .sort((a, b) => a.publisherOrder - b.publisherOrder);
  }

  viewers(): Member[] {
    return this.all().filter(({ role }) => role === 'viewer');
  }

  /** The oldest publisher. */
  owner(): Member | undefined {
    return this.publishers()[0];
  }

  hasPlaceForPublisher(): boolean {
    return this.publishers().length < publisherLimit[this.type];
  }
}
