import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Audit, AuditFailure } from '@internal/plugin-lighthouse-common';
import { isCodedError } from '@internal/upstream-node';
import { failureOf, summarize } from '../report/summarize';
import type { AuditOutcome, AuditRunner } from '../runner/AuditRunner';
import type { AuditQueueStore, Ending } from '../store/AuditQueueStore';
import { packReport } from '../store/ReportStore';
import type { AuditDetails } from '../store/rows';
import type { AuditTargets } from '../targets/AuditTargets';
import type { AuditChanges } from './AuditChanges';
import { ProgressWriter } from './ProgressWriter';

/** A process that hasn't renewed its lease for so long is taken for dead. */
const LEASE_MS = 45_000;

/** What is said of an audit whose process died. */
export const WORKER_DIED: AuditFailure = {
  code: 'worker_died',
  message: 'The process of the portal that ran this audit ended before it.',
  remedy: 'The portal has asked for it once more by itself.',
};

const aborted: AuditOutcome = {
  status: 'failed',
  code: 'audit_aborted',
  message: 'The audit was given up.',
  retry: false,
};

export interface AuditWorkerOptions {
  runner: AuditRunner;
  targets: AuditTargets;
  queue: AuditQueueStore;
  changes: AuditChanges;
  logger: LoggerService;
  measured: Pick<AuditDetails, 'measuredBy' | 'machine'>;
  leaseMs?: number;
}

/** Takes audits from the queue and runs them, one at a time. Each process of the portal has one. */
export class AuditWorker {
  readonly #options: AuditWorkerOptions;
  readonly #leaseMs: number;
  readonly #holder = randomUUID();
  #working?: Promise<void>;
  #again = false;
  #stopped = false;
  #current?: { id: string; abort: AbortController };

  constructor(options: AuditWorkerOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /** Says that there may be something to do. Returns at once. */
  wake(): void {
    if (this.#stopped) {
      return;
    }
    this.#again = true;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** Ends an audit that this process runs, because nobody wants it any more. */
  abandon(auditId: string): void {
    if (this.#current?.id === auditId) {
      this.#current.abort.abort();
    }
  }

  /** Ends what is being run and puts it back into the queue, for another process. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#current?.abort.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    const { logger } = this.#options;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        await this.#workOff();
      }
    } catch (error) {
      // The next tick goes on; a lease that nobody renews ends what was begun.
      logger.error(`The queue of audits stands still: ${error}`);
    }
  }

  async #workOff(): Promise<void> {
    const { queue, changes, runner } = this.#options;
    const died = await queue.endThoseOfDead(WORKER_DIED);
    await Promise.all(died.map(id => changes.tell(id)));
    if (!(await runner.availability()).available) {
      return;
    }
    while (!this.#stopped) {
      const audit = await queue.claim(this.#holder, this.#leaseMs);
      if (!audit) {
        return;
      }
      await this.#run(audit);
    }
  }

  async #run(audit: Audit): Promise<void> {
    const { queue, changes, logger } = this.#options;
    const abort = new AbortController();
    this.#current = { id: audit.id, abort };
    const renewal = setInterval(() => {
      queue
        .renew(audit.id, this.#holder, this.#leaseMs)
        .then(ours => ours || abort.abort())
        .catch(error => logger.warn(`A lease wasn't renewed: ${error}`));
    }, this.#leaseMs / 3);
    const progress = new ProgressWriter(async step => {
      try {
        await queue.progress(audit.id, this.#holder, step);
        await changes.tell(audit.id);
      } catch (error) {
        logger.warn(`The progress of an audit wasn't kept: ${error}`);
      }
    });
    try {
      await changes.tell(audit.id);
      const outcome = await this.#outcomeOf(audit, abort.signal, progress);
      await progress.end();
      await this.#end(audit, outcome);
    } finally {
      clearInterval(renewal);
      await progress.end();
      this.#current = undefined;
    }
    await changes.tell(audit.id);
  }

  async #outcomeOf(
    { id, url, formFactor }: Audit,
    signal: AbortSignal,
    progress: ProgressWriter,
  ): Promise<AuditOutcome> {
    const { runner, targets, logger } = this.#options;
    try {
      // Where a name leads, and what the catalog declares, may have changed since it was asked for.
      await targets.check(url);
      if (signal.aborted) {
        return aborted;
      }
      return await runner.run(
        { id, url, formFactor },
        { signal, onProgress: step => progress.report(step) },
      );
    } catch (error) {
      if (isCodedError(error)) {
        const { code, message, remedy } = error;
        return { status: 'failed', code, message, remedy, retry: false };
      }
      logger.error(`An audit of ${url} broke: ${error}`);
      return {
        status: 'failed',
        code: 'audit_failed',
        message: 'Something in the portal went wrong while it audited.',
        remedy: "Tell the platform team: the portal's log says more.",
        retry: true,
      };
    }
  }

  async #end({ id }: Audit, outcome: AuditOutcome): Promise<void> {
    const { queue } = this.#options;
    if (this.#stopped && outcome.status === 'failed') {
      await queue.giveBack(id, this.#holder);
      return;
    }
    const retry = outcome.status === 'failed' && outcome.retry;
    await queue.finish(id, this.#holder, await this.#endingOf(outcome), {
      retry,
    });
  }

  async #endingOf(outcome: AuditOutcome): Promise<Ending> {
    if (outcome.status === 'failed') {
      return {
        failure: {
          code: outcome.code.slice(0, 100),
          message: outcome.message.slice(0, 1000),
          ...(outcome.remedy && { remedy: outcome.remedy.slice(0, 500) }),
        },
      };
    }
    const failure = failureOf(outcome.report);
    if (failure) {
      return { failure };
    }
    const report = await packReport(outcome.report);
    return report
      ? { summary: summarize(outcome.report, this.#options.measured), report }
      : {
          failure: {
            code: 'report_too_large',
            message: 'The report is larger than the portal keeps.',
            remedy: 'Audit a smaller page.',
          },
        };
  }
}
