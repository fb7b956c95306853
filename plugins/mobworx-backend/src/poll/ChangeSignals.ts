import { setTimeout as sleep } from 'node:timers/promises';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  MOBWORX_CHANNEL,
  MobworxSignal,
} from '@internal/plugin-mobworx-common';

/**
 * How long a process of the portal may answer from memory without looking whether another one has
 * stored something since.
 */
export const MEMORY_MS = 100;

/** Tells the open pages that something changed. */
export class ChangeSignals {
  readonly #signals: SignalsService;

  constructor(signals: SignalsService) {
    this.#signals = signals;
  }

  /** Sends a signal when every process of the portal answers with what is new. */
  async tell(
    type: MobworxSignal['type'],
    { environment, service }: { environment: string; service: string },
  ): Promise<void> {
    await sleep(MEMORY_MS);
    await this.#signals.publish<MobworxSignal>({
      recipients: { type: 'broadcast' },
      channel: MOBWORX_CHANNEL,
      message: { type, environment, service },
    });
  }
}
