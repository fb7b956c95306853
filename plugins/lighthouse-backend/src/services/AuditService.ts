import type {
  Audit,
  AuditRequester,
  AuditResponse,
  Comparison,
  CreateAuditRequest,
  CreateAuditResponse,
} from '@internal/plugin-lighthouse-common';
import {
  hasEnded,
  type Lhr,
  lhrSchema,
} from '@internal/plugin-lighthouse-common';
import type { LighthouseConfig } from '../config';
import { problem } from '../problems';
import type { AuditChanges } from '../queue/AuditChanges';
import type { AuditWorker } from '../queue/AuditWorker';
import { compareAudits } from '../report/compare';
import type { AuditRunner } from '../runner/AuditRunner';
import type { Added, AuditQueueStore } from '../store/AuditQueueStore';
import type { NewAudit } from '../store/insertAudit';
import type { AuditStore } from '../store/AuditStore';
import type { ReportStore } from '../store/ReportStore';
import type { AuditTargets } from '../targets/AuditTargets';

/** An audit that another process of the portal runs is looked at so often. */
const LOOK_MS = 1_000;

export interface AuditServiceOptions {
  config: LighthouseConfig;
  runner: AuditRunner;
  targets: AuditTargets;
  queue: AuditQueueStore;
  worker: AuditWorker;
  changes: AuditChanges;
  audits: AuditStore;
  reports: ReportStore;
}

/** What is done with audits one by one. */
export class AuditService {
  readonly #options: AuditServiceOptions;

  constructor(options: AuditServiceOptions) {
    this.#options = options;
  }

  /**
   * Asks for an audit.
   *
   * @throws errors of `problem()`: the address, no runner, too many that wait
   */
  async create(
    { url, formFactor }: CreateAuditRequest,
    requestedBy: AuditRequester,
  ): Promise<CreateAuditResponse> {
    const { runner, targets, worker, changes } = this.#options;
    const checked = await targets.check(url);
    const availability = await runner.availability();
    if (!availability.available) {
      throw problem(
        'unavailable',
        'runner_unavailable',
        availability.reason,
        availability.remedy,
      );
    }
    const wanted = { url: checked, formFactor, requestedBy };
    const added = await this.#joinOrAdd(wanted);
    worker.wake();
    await changes.tell(added.audit.id);
    return { audit: await this.#withPlace(added.audit), joined: added.joined };
  }

  /** Who joins makes the queue no longer, so only a new audit needs room. */
  async #joinOrAdd(wanted: NewAudit): Promise<Added> {
    const { config, queue } = this.#options;
    const audit = await queue.join(wanted);
    if (audit) {
      return { audit, joined: true };
    }
    if ((await queue.countAskedFor()) >= config.maxWaiting) {
      throw problem(
        'unavailable',
        'queue_full',
        `${config.maxWaiting} audits that people asked for are waiting already.`,
        'Try again when some of them have ended.',
      );
    }
    return queue.add(wanted);
  }

  /** @throws NotFoundError with code `audit_not_found` */
  async read(id: string): Promise<AuditResponse> {
    const audit = await this.#read(id);
    const previous = await this.#options.audits.previousOf(audit);
    return {
      audit: await this.#withPlace(audit),
      ...(previous && { previousAuditId: previous.id }),
    };
  }

  /** The report as it is kept: JSON, compressed by gzip. */
  async readPackedReport(id: string): Promise<Buffer> {
    return (
      (await this.#options.reports.readPacked(id)) ??
      (await this.#refuseReport(id))
    );
  }

  /** The report as JSON. */
  async readReport(id: string): Promise<string> {
    return (
      (await this.#options.reports.read(id)) ?? (await this.#refuseReport(id))
    );
  }

  /** Compares an audit with an earlier one, by default the completed one before it. */
  async compare(id: string, withId?: string): Promise<Comparison> {
    const after = await this.#read(id);
    const before =
      withId === undefined
        ? await this.#options.audits.previousOf(after)
        : await this.#read(withId);
    if (!before) {
      throw problem(
        'absent',
        'nothing_to_compare',
        'This is the first completed audit of the page on this form factor.',
        'Audit the page again, then the two can be compared.',
      );
    }
    if (before.formFactor !== after.formFactor) {
      throw problem(
        'invalid',
        'nothing_to_compare',
        'One is of a phone and the other of a desktop: Lighthouse measures them by other rules.',
        'Choose two audits of the same form factor.',
      );
    }
    const [then, now] = await Promise.all([
      this.#parsedReport(before.id),
      this.#parsedReport(after.id),
    ]);
    return compareAudits(
      { audit: before, report: then },
      { audit: after, report: now },
    );
  }

  /** @returns the audit as it was */
  async delete(id: string): Promise<Audit> {
    const { audits, worker, changes } = this.#options;
    const audit = await audits.delete(id);
    if (!audit) {
      throw notFound(id);
    }
    worker.abandon(id);
    await changes.tell(id);
    return audit;
  }

  /** Waits until an audit has ended, or the signal aborts; gives it as it is then. */
  async waitForEnd(id: string, signal: AbortSignal): Promise<Audit> {
    const { changes } = this.#options;
    for (;;) {
      const audit = await this.#read(id);
      if (hasEnded(audit) || signal.aborted) {
        return audit;
      }
      await changes.next(
        id,
        AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]),
      );
    }
  }

  async #read(id: string): Promise<Audit> {
    const audit = await this.#options.audits.read(id);
    if (!audit) {
      throw notFound(id);
    }
    return audit;
  }

  async #withPlace(audit: Audit): Promise<Audit> {
    const waitingBehind =
      audit.status === 'QUEUED'
        ? await this.#options.queue.waitingBehind(audit.id)
        : undefined;
    return { ...audit, ...(waitingBehind !== undefined && { waitingBehind }) };
  }

  async #parsedReport(id: string): Promise<Lhr> {
    const parsed = lhrSchema.safeParse(JSON.parse(await this.readReport(id)));
    if (!parsed.success) {
      throw problem(
        'unavailable',
        'report_unreadable',
        'The portal can no longer read the report of this audit.',
        'Audit the page again.',
      );
    }
    return parsed.data;
  }

  async #refuseReport(id: string): Promise<never> {
    const { status } = await this.#read(id);
    throw problem(
      'absent',
      'report_missing',
      status === 'FAILED'
        ? 'The audit failed, so it has no report.'
        : 'The audit has not ended, so it has no report yet.',
      status === 'FAILED'
        ? 'The audit says why it failed.'
        : 'Wait until it has ended.',
    );
  }
}

function notFound(id: string) {
  return problem(
    'absent',
    'audit_not_found',
    `There is no audit ${id.slice(0, 60)}.`,
    'It may have been deleted, or was too old to be kept.',
  );
}
