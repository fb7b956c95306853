import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Audit, AuditFailure } from '@internal/plugin-lighthouse-common';
import { isCodedError } from '@internal/upstream-node';
import { withoutSecrets } from '../audited';
import type { AuditOutcome, AuditRunner } from '../runner/AuditRunner';
import type { AuditQueueStore } from '../store/AuditQueueStore';
import type { AuditDetails } from '../store/rows';
import type { AuditTargets } from '../targets/AuditTargets';
import type { AuditChanges } from './AuditChanges';
import { endingOf } from './endingOf';
import { ProgressWriter } from './ProgressWriter';

/** A process that hasn't renewed its lease for so long is taken for dead. */
const LEASE_MS = 45_000;

/** For so long an audit is put off that the portal can't decide on. */
const PUT_OFF_MS = 60_000;

/** What is said of an audit whose process died. */
function workerDied(attempt: number): AuditFailure {
  return {
    code: 'worker_died',
    message: 'The process of the portal that ran this audit ended before it.',
    remedy:
      attempt === 1
        ? 'The portal has asked for it once more by itself.'
        : 'It was the second try. Tell the platform team: the log of the portal may say why.',
  };
}

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
  now?: () => number;
}

/** What became of an audit that was taken from the queue. */
type Became = AuditOutcome | { status: 'put off'; reason: unknown };

/** Takes audits from the queue and runs them, one at a time. Each process of the portal has one. */
export class AuditWorker {
  readonly #options: AuditWorkerOptions;
  readonly #leaseMs: number;
  readonly #holder = randomUUID();
  #working?: Promise<void>;
  #again = false;
  #stopped = false;
  #current?: { id: string; abort: AbortController };
  #stopAsking?: () => void;

  constructor(options: AuditWorkerOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /**
   * What is due every few seconds. Whose process died is looked for beside the audit that is under
   * way here: with work enough the queue is never empty, and whoever asks for the same page would
   * join an audit that nobody runs.
   */
  async tick(): Promise<void> {
    const { queue, changes } = this.#options;
    try {
      const died = await queue.endThoseOfDead(workerDied);
      await Promise.all(died.map(id => changes.tell(id)));
    } finally {
      this.wake();
    }
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
    this.#stopAsking?.();
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
    const { queue } = this.#options;
    if (!(await this.#canRun())) {
      return;
    }
    let goesOn = true;
    while (goesOn && !this.#stopped) {
      const audit = await queue.claim(this.#holder, this.#leaseMs);
      if (!audit) {
        return;
      }
      if (this.#stopped) {
        await queue.giveBack(audit.id, this.#holder);
        return;
      }
      goesOn = await this.#run(audit);
    }
  }

  /** To look for a browser may take a minute; a portal that stops doesn't wait for it. */
  async #canRun(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#stopAsking = () => resolve(false);
      this.#options.runner
        .availability()
        .then(({ available }) => resolve(available), reject);
    });
  }

  /** @returns false when what kept it from being run would keep the next one too */
  async #run(audit: Audit): Promise<boolean> {
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
    let became: Became;
    try {
      await changes.tell(audit.id);
      became = await this.#becomes(audit, abort.signal, progress);
      await progress.end();
      // Not while it is ended: one of the two would undo what the other did.
      clearInterval(renewal);
      await this.#end(audit, became);
    } finally {
      clearInterval(renewal);
      await progress.end();
      this.#current = undefined;
    }
    await changes.tell(audit.id);
    return became.status !== 'put off';
  }

  async #becomes(
    { id, url, formFactor }: Audit,
    signal: AbortSignal,
    progress: ProgressWriter,
  ): Promise<Became> {
    const { runner, targets, logger } = this.#options;
    try {
      // Where a name leads, and what the catalog declares, may have changed since it was asked for.
      await targets.check(url);
    } catch (error) {
      if (isCodedError(error)) {
        const { code, message, remedy } = error;
        return { status: 'failed', code, message, remedy, retry: false };
      }
      return { status: 'put off', reason: error };
    }
    if (signal.aborted) {
      return aborted;
    }
    try {
      return await runner.run(
        { id, url, formFactor },
        { signal, onProgress: step => progress.report(step) },
      );
    } catch (error) {
      logger.error(`An audit of ${withoutSecrets(url)} broke: ${error}`);
      return {
        status: 'failed',
        code: 'audit_failed',
        message: 'Something in the portal went wrong while it audited.',
        remedy: "Tell the platform team: the portal's log says more.",
        retry: true,
      };
    }
  }

  async #end({ id, url }: Audit, outcome: Became): Promise<void> {
    const { queue, logger, now = Date.now } = this.#options;
    if (outcome.status === 'put off') {
      logger.warn(
        `The audit of ${withoutSecrets(url)} is put off: the portal can't tell whether it may open the page. ${outcome.reason}`,
      );
      await queue.giveBack(id, this.#holder, now() + PUT_OFF_MS);
      return;
    }
    if (this.#stopped && outcome.status === 'failed') {
      await queue.giveBack(id, this.#holder);
      return;
    }
    const retry = outcome.status === 'failed' && outcome.retry;
    const ending = await endingOf(outcome, this.#options.measured);
    await queue.finish(id, this.#holder, ending, { retry });
  }
}
