import { z } from 'zod';
import { roomTypes, type RoomType } from './types';

/** The codes of acks, as the Stream docs name them. */
export const codes = {
  OK: 200,
  INTERNAL_SERVER_ERROR: 500,
  INVALID_SIGNAL: 2001,
  UNSUPPORTED_CHANNEL: 2002,
  ROOM_NOT_FOUND: 4001,
  NOT_ROOM_MEMBER: 4002,
  RECIPIENT_NOT_MEMBER: 4003,
  ALREADY_EXIST_ROOM: 4022,
  ALREADY_IS_PUBLISHER: 4023,
  USER_LEFT: 4024,
  PERMISSION_NOT_FOUND: 4051,
} as const;

/** A signal that is refused; becomes an error ack. */
export class SignalError extends Error {
  readonly code: number;

  constructor(name: keyof typeof codes, why: string) {
    super(`${name}: ${why}`);
    this.code = codes[name];
  }
}

const id = z.string().min(1).max(200);
const sdp = z.string().min(1).max(100_000);

const session = z.object({
  userId: id,
  sessionId: id,
  category: z.enum(['stream', 'screenshare']),
  host: z.enum(['iOS', 'iOS_EX', 'Android', 'Web', 'Web_Studio', 'Server']),
  deviceId: id,
});

/** What every signal has. Unknown fields are let through, as clients send deprecated ones. */
const base = z.object({ ch: z.enum(roomTypes), ss: session, rid: id });
const media = { ve: z.boolean(), ae: z.boolean() };
const target = z.union([
  id,
  z.object({ userId: id.optional(), sessionId: id }),
]);

const all = roomTypes;
const group = ['m2m', 'a2m'] as const;
const webrtc = ['m2m', 'a2m', 'p2p'] as const;

function signal<Code extends string, Shape extends z.ZodRawShape>(
  code: Code,
  channels: readonly RoomType[],
  shape: Shape,
) {
  return {
    code,
    channels,
    schema: base.extend({ ...shape, s: z.literal(code) }),
  };
}

/** The signals by their `action`: name, rooms that know them, and shape of `data`. */
export const signals = {
  join: signal('JOIN', all, {
    ...media,
    eg: z.enum(['native', 'agora', 'hundredms', 'livekit']),
    op: z
      .object({
        roomCreating: z.boolean().optional(),
        userFaking: z.boolean().optional(),
      })
      .optional(),
  }),
  leave: signal('LEAVE', all, {}),
  updateVideo: signal('UPDATE', all, media),
  heartbeat: signal('HEARTBEAT', all, {
    bid: z.string().max(200).optional(),
    send_ack: z.boolean().optional(),
  }),
  kick: signal('KICK', ['m2m', 'a2m', 'p2m'], { to: target }),
  publishRequest: signal('PUBLISH_REQUEST', group, media),
  publishAccept: signal('PUBLISH_ACCEPT', group, { to: target }),
  publishReject: signal('PUBLISH_REJECT', group, { to: target }),
  offer: signal('OFFER', webrtc, {
    to: id.optional(),
    sdp,
    op: z
      .object({
        restarting: z.boolean().optional(),
        hlsForwarding: z.boolean().optional(),
      })
      .optional(),
  }),
  answer: signal('ANSWER', webrtc, { to: id, sdp }),
  iceCandidate: signal('ICE', webrtc, { to: id, sdp }),
  watch: signal('WATCH', group, { to: id }),
};

/** The `action` of a signal. */
export type Action = keyof typeof signals;

/** The data of a signal. */
export type SignalData<A extends Action> = z.infer<
  (typeof signals)[A]['schema']
>;

export const isAction = (action: unknown): action is Action =>
  typeof action === 'string' && Object.hasOwn(signals, action);

/** @throws SignalError when the data are no signal of that action */
export function readSignal<A extends Action>(
  action: A,
  data: unknown,
): SignalData<A> {
  const { schema, channels } = signals[action];
  const result = schema.safeParse(data);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new SignalError(
      'INVALID_SIGNAL',
      `${issue.path.join('.') || 'data'}: ${issue.message}`,
    );
  }
  if (!channels.includes(result.data.ch)) {
    throw new SignalError(
      'UNSUPPORTED_CHANNEL',
      `${action} is not for rooms of type ${result.data.ch}`,
    );
  }
  return result.data as SignalData<A>;
}
