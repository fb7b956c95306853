import type { MunitSeed } from './types';

/** A media server with the stations it carries now. */
export interface Munit extends MunitSeed {
  stopped: boolean;
}

/** The media servers of an environment. */
export class Munits {
  private munits: Munit[] = [];

  constructor(private readonly seed: MunitSeed[]) {
    this.reset();
  }

  reset(): void {
    this.munits = this.seed.map(munit => ({ ...munit, stopped: false }));
  }

  /** Those that run, as `GET /v1/mststats` shows them. */
  running(): Munit[] {
    return this.munits.filter(({ stopped }) => !stopped);
  }

  /** Assign: puts a station on the munit with the most headroom; undefined when there is none. */
  assign(): string | undefined {
    const [munit] = this.running()
      .filter(
        ({ draining, stations, capacity }) => !draining && stations < capacity,
      )
      .sort((a, b) => b.capacity - b.stations - (a.capacity - a.stations));
    if (munit) {
      munit.stations += 1;
    }
    return munit?.id;
  }

  /** Unassign. */
  release(id: string): void {
    const munit = this.munits.find(candidate => candidate.id === id);
    if (munit) {
      munit.stations -= 1;
    }
  }

  /** Sends one of the life cycle signals; false for a munit that is not there. */
  signal(id: string, signal: 'drain' | 'revive' | 'stop'): boolean {
    const munit = this.munits.find(candidate => candidate.id === id);
    if (munit) {
      munit.draining = signal !== 'revive';
      munit.stopped = signal === 'stop';
    }
    return Boolean(munit);
  }
}
