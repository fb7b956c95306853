import type { JsonObject } from '@backstage/types';
import type { SignalApi } from '@backstage/plugin-signals-react';

/** Signals that a test sends itself. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(message: never) => void>();

  subscribe<TMessage extends JsonObject>(
    _channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    this.#listeners.add(onMessage as (message: never) => void);
    return {
      unsubscribe: () => {
        this.#listeners.delete(onMessage as (message: never) => void);
      },
    };
  }

  /** How many pages listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  emit(message: JsonObject): void {
    for (const listener of this.#listeners) {
      listener(message as never);
    }
  }
}
