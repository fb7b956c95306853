/** States of a session, in the order they come. */
export type SessionState =
  'starting' | 'live' | 'stopping' | 'stopped' | 'failed';

/** A session that is there from the start. */
export interface StudioSessionSeed {
  id: string;
  roomId: string;
  layout: string;
  /** RTMP URLs, stream key included. */
  destinations: string[];
  state: SessionState;
  minutesAgo: number;
  /** Load of its task, in percent of its processors. */
  cpu: number;
}

/** The Studio service of one environment. */
export interface StudioSeed {
  version: string;
  /** Of the commit that runs. */
  commit: string;
  /** The most sessions that run at a time. */
  capacity: number;
  sessions: StudioSessionSeed[];
}
