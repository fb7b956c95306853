import type { AppSyncState, RoomFilter, RoomInput } from './state';
import type { Caller } from './types';

/** Resolves a field that is not a plain property of its parent. */
export type Resolver = (
  args: Record<string, unknown>,
  caller: Caller,
  parent: Record<string, unknown>,
) => unknown;

const withoutNulls = (filter: Record<string, unknown>): RoomFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null),
  );

/** The resolvers of both environments' schemas, by `Type.field`. */
export function createResolvers(state: AppSyncState): Record<string, Resolver> {
  return {
    'Query.room': ({ id }) => state.room(id as string),
    'Query.rooms': filter => state.roomPage(withoutNulls(filter)),
    'Query.user': ({ id }) => state.user(id as string),
    'Query.me': (_args, { username }) => state.userNamed(username) ?? null,
    'Query.clips': ({ roomId }) => state.clipsOf(roomId as string),
    'Room.owner': (_args, _caller, room) =>
      state.user(room.ownerId as string | null),
    'Mutation.createRoom': ({ input }, { username }) =>
      state.createRoom(input as RoomInput, username),
    'Mutation.closeRoom': ({ id }) => state.closeRoom(id as string),
    'Mutation.sendMessage': ({ roomId, text }, { username }) =>
      state.message(roomId as string, text as string, username),
  };
}
