import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Signaling } from '@internal/plugin-mobworx-common';
import { Ack, SignalingSocket } from './SignalingSocket';

/** The codes of acks, as the docs of Stream name them. */
const CODES: Record<number, string> = {
  500: 'INTERNAL_SERVER_ERROR',
  2001: 'INVALID_SIGNAL',
  2002: 'UNSUPPORTED_CHANNEL',
  4001: 'ROOM_NOT_FOUND',
  4002: 'NOT_ROOM_MEMBER',
  4003: 'RECIPIENT_NOT_MEMBER',
  4022: 'ALREADY_EXIST_ROOM',
  4023: 'ALREADY_IS_PUBLISHER',
  4024: 'USER_LEFT',
  4051: 'PERMISSION_NOT_FOUND',
};

const OK = 200;
const ROOM_NOT_FOUND = 4001;

class RefusedError extends Error {}

/** How rooms of the portal's own visits begin, so that they can be told from those of people. */
const VISIT_PREFIX = 'portal-visit-';

/** Whether a room is one of a synthetic visit, this portal's or another's. */
export const isVisit = (roomId: string) => roomId.startsWith(VISIT_PREFIX);

/**
 * Measures how long a made-up user takes to join a room of its own, to be heard there, and to be
 * gone. What goes wrong is a finding too.
 *
 * @param socket - a connection on which nothing was said yet; it ends with a visit that takes too
 *   long
 * @param timeoutMs - of the whole visit
 */
export async function visitRoom(
  socket: SignalingSocket,
  timeoutMs: number,
): Promise<Pick<Signaling, 'synthetic' | 'syntheticProblem'>> {
  const guest = madeUpGuest();
  const limit = setTimeout(() => socket.cut(), timeoutMs);
  let step = '';
  const timed = async (name: string, deed: () => Promise<void>) => {
    step = name;
    const started = performance.now();
    await deed();
    return Math.round(performance.now() - started);
  };
  try {
    return {
      synthetic: {
        joinMs: await timed('join', () => join(socket, guest)),
        heartbeatMs: await timed('heartbeat', async () =>
          accept(await heartbeat(socket, guest)),
        ),
        leaveMs: await timed('leave', () => leave(socket, guest)),
      },
    };
  } catch (error) {
    return {
      syntheticProblem:
        error instanceof RefusedError
          ? `The ${step} was refused with ${error.message}.`
          : `The ${step} was not answered.`,
    };
  } finally {
    clearTimeout(limit);
  }
}

/** A user and a room that nobody else has. */
function madeUpGuest() {
  const id = randomUUID();
  return {
    ch: 'm2m',
    rid: `${VISIT_PREFIX}${id}`,
    ss: {
      userId: id,
      sessionId: id,
      category: 'stream',
      host: 'Server',
      deviceId: 'developer-portal',
    },
  };
}

type Guest = ReturnType<typeof madeUpGuest>;

async function join(socket: SignalingSocket, guest: Guest): Promise<void> {
  socket.send('join', {
    s: 'JOIN',
    ...guest,
    ve: false,
    ae: false,
    eg: 'native',
    op: { roomCreating: true, userFaking: true },
  });
  accept(await socket.ack('JOIN'));
}

function heartbeat(socket: SignalingSocket, guest: Guest): Promise<Ack> {
  socket.send('heartbeat', { s: 'HEARTBEAT', ...guest, send_ack: true });
  return socket.ack('HEARTBEAT', 'LEAVE');
}

/** A leave is answered only when it is refused: that the room isn't found any more is its answer. */
async function leave(socket: SignalingSocket, guest: Guest): Promise<void> {
  socket.send('leave', { s: 'LEAVE', ...guest });
  for (;;) {
    const ack = await heartbeat(socket, guest);
    if (ack.s === 'HEARTBEAT' && ack.c === ROOM_NOT_FOUND) {
      return;
    }
    accept(ack);
    await pause(100);
  }
}

/** The server's own message may hold ids of users, so that the code has to do. */
function accept({ c }: Ack): void {
  if (c !== OK) {
    throw new RefusedError(CODES[c] ? `${c} ${CODES[c]}` : `the code ${c}`);
  }
}
