import type {
  HistoryResponse,
  HistoryWindow,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import type { HistoryStore } from '../store/HistoryStore';
import { gather, HALF_HOUR_MS, toBucket } from '../store/stretches';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const WINDOWS: Record<HistoryWindow, { bucketMs: number; count: number }> = {
  '1h': { bucketMs: MINUTE_MS, count: 60 },
  '24h': { bucketMs: HALF_HOUR_MS, count: 48 },
  '7d': { bucketMs: 4 * HALF_HOUR_MS, count: 84 },
  '90d': { bucketMs: DAY_MS, count: 90 },
};

/** How a service was. */
export class HistoryService {
  readonly #history: HistoryStore;

  constructor(history: HistoryStore) {
    this.#history = history;
  }

  /** Gives the stretches of a window up to now, and the changes of status within it. */
  async read(
    environment: string,
    service: ServiceId,
    window: HistoryWindow,
  ): Promise<HistoryResponse> {
    const { bucketMs, count } = WINDOWS[window];
    const now = Date.now();
    const [{ at: since }] = gather([], bucketMs, count, now);
    const key = { environment, service };
    const [stretches, changes] = await Promise.all([
      // Half hours are too wide for minutes.
      bucketMs < HALF_HOUR_MS
        ? this.#history.looks(key, since)
        : this.#history.stretches(key, since),
      this.#history.changes(key, since),
    ]);
    return {
      window,
      bucketMs,
      buckets: gather(stretches, bucketMs, count, now).map(toBucket),
      changes,
    };
  }
}
