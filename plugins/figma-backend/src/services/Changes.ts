import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { FIGMA_CHANNEL, type FigmaSignal } from '@internal/plugin-figma-common';

/** Names a file in signals without telling its key: they reach everybody. */
export const changeMarkOf = (fileKey: string) =>
  createHash('sha256').update(fileKey).digest('hex').slice(0, 16);

/** Tells the open pages that something new is known of a file. */
export class Changes {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Never throws: a page that misses it shows the news when it is opened again. */
  tell(fileKey: string): void {
    const message: FigmaSignal = { changed: changeMarkOf(fileKey) };
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: FIGMA_CHANNEL,
        message,
      })
      .catch(error =>
        this.#logger.warn(
          `No page was told that a design file changed: ${error}`,
        ),
      );
  }
}
