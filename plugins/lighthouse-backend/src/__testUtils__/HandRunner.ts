import type {
  AuditOrder,
  AuditOutcome,
  AuditRunner,
  AuditRunOptions,
  RunnerAvailability,
} from '../runner/AuditRunner';
import { type Measured, reportOf } from './report';

/** An audit under way, which the test ends. */
export interface UnderWay {
  order: AuditOrder;
  options: AuditRunOptions;
  complete(measured?: Measured): void;
  end(outcome: AuditOutcome): void;
}

/** A runner that does what the test says, in place of Chromium. */
export class HandRunner implements AuditRunner {
  available: RunnerAvailability = {
    available: true,
    lighthouse: '13.5.0',
    chromium: '152.0.0.0',
  };

  /** Every order that it got. */
  readonly orders: AuditOrder[] = [];
  /** How many were under way at once, at most. */
  most = 0;
  readonly #underWay: UnderWay[] = [];
  readonly #waiting: Array<(audit: UnderWay) => void> = [];
  #running = 0;

  async availability(): Promise<RunnerAvailability> {
    return this.available;
  }

  async run(
    order: AuditOrder,
    options: AuditRunOptions,
  ): Promise<AuditOutcome> {
    this.orders.push(order);
    this.#running += 1;
    this.most = Math.max(this.most, this.#running);
    const outcome = await new Promise<AuditOutcome>(resolve => {
      options.signal.addEventListener('abort', () =>
        resolve({
          status: 'failed',
          code: 'audit_aborted',
          message: 'The audit was given up.',
          retry: false,
        }),
      );
      const audit: UnderWay = {
        order,
        options,
        end: resolve,
        complete: measured =>
          resolve({ status: 'completed', report: reportOf(measured) }),
      };
      const waiting = this.#waiting.shift();
      if (waiting) {
        waiting(audit);
      } else {
        this.#underWay.push(audit);
      }
    });
    this.#running -= 1;
    return outcome;
  }

  /** The next audit that it was told to run, each once. */
  async next(): Promise<UnderWay> {
    return (
      this.#underWay.shift() ??
      new Promise<UnderWay>(resolve => {
        this.#waiting.push(resolve);
      })
    );
  }
}
