/**
 * The time that a simulator lives in, in milliseconds since the epoch. All state transitions go
 * through it, so that a test decides when a run starts and ends.
 */
export interface SimulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `transition` once, `delayMs` from now. Returns a function that calls it off. */
  schedule(delayMs: number, transition: () => void): () => void;
  /** Calls off everything that is scheduled. */
  clear(): void;
}

interface Scheduled {
  at: number;
  order: number;
  transition: () => void;
}

/** A clock that stands still until a test advances it. */
export class ManualClock implements SimulatorClock {
  private time: number;
  private order = 0;
  private readonly scheduled = new Set<Scheduled>();

  /** @param start - milliseconds since the epoch or an ISO date; the present when left out */
  constructor(start: number | string = Date.now()) {
    this.time = typeof start === 'number' ? start : Date.parse(start);
    if (Number.isNaN(this.time)) {
      throw new Error(`Not a date: ${start}`);
    }
  }

  now(): number {
    return this.time;
  }

  schedule(delayMs: number, transition: () => void): () => void {
    this.order += 1;
    const entry = {
      at: this.time + Math.max(0, delayMs),
      order: this.order,
      transition,
    };
    this.scheduled.add(entry);
    return () => this.scheduled.delete(entry);
  }

  clear(): void {
    this.scheduled.clear();
  }

  /**
   * Moves the time on and runs what falls due, in order; a transition may schedule further ones,
   * which run too if they fall due within the same span.
   */
  advance(ms: number): void {
    const target = this.time + ms;
    for (
      let next = this.nextUntil(target);
      next;
      next = this.nextUntil(target)
    ) {
      this.scheduled.delete(next);
      this.time = next.at;
      next.transition();
    }
    this.time = target;
  }

  /** Advances until nothing is scheduled any more; throws when that does not end. */
  drain(): void {
    for (let step = 0; this.scheduled.size > 0; step += 1) {
      if (step > 100_000) {
        throw new Error('The simulated clock does not come to rest');
      }
      const next = this.nextUntil(Number.POSITIVE_INFINITY)!;
      this.advance(next.at - this.time);
    }
  }

  private nextUntil(limit: number): Scheduled | undefined {
    let next: Scheduled | undefined;
    for (const entry of this.scheduled) {
      if (
        entry.at <= limit &&
        (!next ||
          entry.at < next.at ||
          (entry.at === next.at && entry.order < next.order))
      ) {
        next = entry;
      }
    }
    return next;
  }
}

/** The wall clock, optionally faster: at speed 10 a simulated second takes 100 ms. */
export class RealClock implements SimulatorClock {
  private readonly startedAt = Date.now();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(private readonly speed = 1) {
    if (!(speed > 0)) {
      throw new Error(`The speed of a clock is a number above 0, not ${speed}`);
    }
  }

  now(): number {
    return this.startedAt + (Date.now() - this.startedAt) * this.speed;
  }

  schedule(delayMs: number, transition: () => void): () => void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        transition();
      },
      Math.max(0, delayMs) / this.speed,
    );
    this.timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
  }

  clear(): void {
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }
}
