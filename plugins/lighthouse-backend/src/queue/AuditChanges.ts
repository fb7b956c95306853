import { EventEmitter, once } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  LIGHTHOUSE_CHANNEL,
  type LighthouseSignal,
} from '@internal/plugin-lighthouse-common';

/** Tells the open pages, and whoever waits in this process, that an audit changed. */
export class AuditChanges {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #local = new EventEmitter().setMaxListeners(0);

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  async tell(auditId: string): Promise<void> {
    this.#local.emit(auditId);
    const message: LighthouseSignal = { type: 'audit-changed', auditId };
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: LIGHTHOUSE_CHANNEL,
        message,
      });
    } catch (error) {
      // Pages that miss it show the audit when they are opened again; the audit goes on.
      this.#logger.warn(`No page was told that an audit changed: ${error}`);
    }
  }

  /** Waits until this process tells of an audit, or the signal aborts; never throws. */
  async next(auditId: string, signal: AbortSignal): Promise<void> {
    await once(this.#local, auditId, { signal }).catch(() => {});
  }
}
