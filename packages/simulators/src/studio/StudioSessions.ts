import { randomUUID } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import type { SessionState, StudioSeed } from './types';

/** What a client asks for. */
export interface SessionRequest {
  roomId: string;
  layout?: string;
  destinations: string[];
}

interface StudioSession {
  id: string;
  roomId: string;
  layout: string;
  destinations: string[];
  state: SessionState;
  startedAt: number;
  cpu: number;
}

/** Chromium and GStreamer take their time. */
const startMs = 5000;
const stopMs = 3000;
const minute = 60_000;
const running: SessionState[] = ['starting', 'live', 'stopping'];

/** The sessions of one environment. */
export class StudioSessions {
  private readonly sessions = new Map<string, StudioSession>();

  constructor(
    private readonly seed: StudioSeed,
    private readonly clock: SimulatorClock,
  ) {
    this.reset();
  }

  reset(): void {
    this.sessions.clear();
    for (const { minutesAgo, ...session } of this.seed.sessions) {
      this.sessions.set(session.id, {
        ...session,
        startedAt: this.clock.now() - minutesAgo * minute,
      });
    }
  }

  /** The newest first. */
  list() {
    return [...this.sessions.values()]
      .sort((a, b) => b.startedAt - a.startedAt)
      .map(show);
  }

  find(id: string) {
    const session = this.sessions.get(id);
    return session && show(session);
  }

  /** @returns the session, or undefined when no compute is free */
  start(request: SessionRequest) {
    const active = [...this.sessions.values()].filter(({ state }) =>
      running.includes(state),
    );
    if (active.length >= this.seed.capacity) {
      return undefined;
    }
    const session: StudioSession = {
      id: randomUUID(),
      roomId: request.roomId,
      layout: request.layout ?? 'grid',
      destinations: request.destinations,
      state: 'starting',
      startedAt: this.clock.now(),
      cpu: 95,
    };
    this.sessions.set(session.id, session);
    this.clock.schedule(startMs, () => {
      if (session.state === 'starting') {
        session.state = 'live';
        session.cpu = 30 + 15 * session.destinations.length;
      }
    });
    return show(session);
  }

  /** @returns the session, or undefined when there is none */
  stop(id: string) {
    const session = this.sessions.get(id);
    if (session && ['starting', 'live'].includes(session.state)) {
      session.state = 'stopping';
      this.clock.schedule(stopMs, () => {
        session.state = 'stopped';
        session.cpu = 0;
      });
    }
    return session && show(session);
  }
}

/** The last part of an RTMP address is the key to somebody's channel: nobody gets it back. */
const withoutKey = (destination: string) =>
  destination.replace(/\/[^/]+$/, '/****');

function show(session: StudioSession) {
  return {
    ...session,
    destinations: session.destinations.map(withoutKey),
    startedAt: new Date(session.startedAt).toISOString(),
  };
}
