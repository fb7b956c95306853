import type { StreamRoom } from '@internal/plugin-mobworx-common';

/** What the types of rooms mean. */
export const ROOM_TYPES: Record<StreamRoom['type'], string> = {
  m2m: 'group call',
  a2m: 'audio room',
  p2m: 'live broadcast',
  p2p: 'call of two',
  unknown: 'of a type that the portal doesn’t know',
};

const EVENTS: Record<string, string> = {
  roomCreated: 'Room opened',
  roomEnded: 'Room ended',
  joined: 'Somebody joined',
  left: 'Somebody left',
  offline: 'Somebody went silent',
  kicked: 'Somebody was removed',
  promoted: 'A viewer became a publisher',
};

/** What an event is, in words; a type that the portal doesn't know as it is. */
export const eventWords = (type: string): string =>
  Object.hasOwn(EVENTS, type) ? EVENTS[type] : type;
