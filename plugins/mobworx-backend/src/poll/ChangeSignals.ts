import { setTimeout as sleep } from 'node:timers/promises';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  MOBWORX_CHANNEL,
  MOBWORX_EVENTS_TOPIC,
  MobworxSignal,
} from '@internal/plugin-mobworx-common';

/**
 * How long a process of the portal may answer from memory without looking whether another one has
 * stored something since.
 */
export const MEMORY_MS = 100;

/** Tells the open pages, and other plugins, that something changed. */
export class ChangeSignals {
  readonly #events: EventsService;
  readonly #signals: SignalsService;

  constructor(options: { events: EventsService; signals: SignalsService }) {
    this.#events = options.events;
    this.#signals = options.signals;
  }

  /** Sends a signal when every process of the portal answers with what is new. */
  async tell(
    type: MobworxSignal['type'],
    { environment, service }: { environment: string; service: string },
  ): Promise<void> {
    await sleep(MEMORY_MS);
    const message: MobworxSignal = { type, environment, service };
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: MOBWORX_CHANNEL,
      message,
    });
    await this.#events.publish({
      topic: MOBWORX_EVENTS_TOPIC,
      eventPayload: message,
    });
  }
}
