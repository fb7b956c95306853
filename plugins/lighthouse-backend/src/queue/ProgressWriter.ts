import type { AuditProgress } from '@internal/plugin-lighthouse-common';

/** Lighthouse tells of some hundred steps; pages needn't hear of more than two in a second. */
const LEAST_MS = 500;

/** Writes down how far an audit is, the latest and not too often. */
export class ProgressWriter {
  readonly #write: (progress: AuditProgress) => Promise<void>;
  #latest?: AuditProgress;
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  #lastAt = 0;

  /** @param write - must not throw */
  constructor(write: (progress: AuditProgress) => Promise<void>) {
    this.#write = write;
  }

  report(progress: AuditProgress): void {
    this.#latest = progress;
    this.#timer ??= setTimeout(
      () => this.#flush(),
      Math.max(0, this.#lastAt + LEAST_MS - Date.now()),
    );
  }

  /** Waits for what is being written and writes no more. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#latest = undefined;
    await this.#writing;
  }

  #flush(): void {
    const progress = this.#latest;
    this.#timer = undefined;
    this.#latest = undefined;
    this.#lastAt = Date.now();
    if (progress) {
      this.#writing = this.#writing.then(() => this.#write(progress));
    }
  }
}
