import { UpstreamError } from '@internal/upstream-node';

/** How many calls there may be to all servers together. */
export interface PlacesOptions {
  /** Calls under way at once. */
  places: number;
  /** Calls that may wait for a place, of each server; further ones are refused. */
  mayWait: number;
}

interface Line {
  server: string;
  held: number;
  waiting: Array<() => void>;
}

/**
 * The calls that may be under way at once, to all servers together. Servers take turns, and the
 * last free place is kept for one that holds none: a server that hangs never holds up the others.
 */
export class Places {
  readonly #options: PlacesOptions;
  /** Whose turn is next comes first. */
  #lines: Line[];

  constructor(servers: string[], options: PlacesOptions) {
    this.#options = options;
    this.#lines = servers.map(server => ({ server, held: 0, waiting: [] }));
  }

  /**
   * Does the work as soon as there is a place for a call to this server. The wait for the place is
   * no part of the work, and so of no time limit in it.
   *
   * @throws UpstreamError `overloaded` when too many calls to this server wait already
   * @throws what the work throws
   */
  async run<T>(server: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.find(one => one.server === server)!;
    if (line.waiting.length >= this.#options.mayWait) {
      throw new UpstreamError(
        server,
        'overloaded',
        'too many calls are waiting for it',
        false,
      );
    }
    await new Promise<void>(resolve => {
      line.waiting.push(resolve);
      this.#giveOut();
    });
    try {
      return await work();
    } finally {
      line.held -= 1;
      this.#giveOut();
    }
  }

  #giveOut(): void {
    for (;;) {
      const next = this.#lines.find(
        line => line.waiting.length > 0 && this.#mayTake(line),
      );
      if (!next) {
        return;
      }
      this.#lines = [...this.#lines.filter(line => line !== next), next];
      next.held += 1;
      next.waiting.shift()!();
    }
  }

  #mayTake(line: Line): boolean {
    const held = this.#lines.reduce((sum, one) => sum + one.held, 0);
    const isNeeded =
      line.held > 0 &&
      this.#lines.some(other => other !== line && other.held === 0);
    return held + (isNeeded ? 1 : 0) < this.#options.places;
  }
}
