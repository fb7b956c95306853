import type {
  AuditProgress,
  FormFactor,
  Lhr,
} from '@internal/plugin-lighthouse-common';

/** Whether audits can be run, and with what. */
export type RunnerAvailability =
  | {
      available: true;
      /** Version of Lighthouse; absent where it can't be asked for. */
      lighthouse?: string;
      /** Version of Chromium; likewise. */
      chromium?: string;
    }
  | {
      available: false;
      /** Why not: *There is no Chromium at /usr/bin/chromium.* */
      reason: string;
      /** What the platform team can do. */
      remedy: string;
    };

/** One audit to run. */
export interface AuditOrder {
  /** Of the audit. */
  id: string;
  /** In the form of `parseAuditUrl`, and allowed when it was asked for. */
  url: string;
  formFactor: FormFactor;
}

/** What goes along with an {@link AuditOrder}. */
export interface AuditRunOptions {
  /** Ends the audit: its worker and its browser are gone before `run` resolves. */
  signal: AbortSignal;
  /** Called at each step; may be called often. */
  onProgress(progress: AuditProgress): void;
}

/** What became of an audit. */
export type AuditOutcome =
  | {
      status: 'completed';
      /** Read with `lhrSchema` and of bounded size. */
      report: Lhr;
    }
  | {
      status: 'failed';
      /** One of `lighthouseErrorCodes`, or Lighthouse's own code in lower case. */
      code: string;
      /** What happened and why, for a person; Lighthouse's own words where it gave some. */
      message: string;
      /** What to do now. */
      remedy?: string;
      /** Whether another try could go better: the worker died, not the page. */
      retry: boolean;
    };

/**
 * Runs Lighthouse. One audit at a time: the queue never calls `run` while another one is under way.
 * Nothing here throws; whatever goes wrong is an {@link AuditOutcome}.
 *
 * The portal's own is made by `createAuditRunner({ config, logger })` of
 * `createAuditRunner.ts`, from the `RootConfigService` and the `LoggerService`.
 */
export interface AuditRunner {
  availability(): Promise<RunnerAvailability>;
  run(order: AuditOrder, options: AuditRunOptions): Promise<AuditOutcome>;
}
