import type { LoggerService } from '@backstage/backend-plugin-api';
import { lhrSchema } from '@internal/plugin-lighthouse-common';
import type {
  AuditOrder,
  AuditOutcome,
  AuditRunner,
  AuditRunOptions,
  RunnerAvailability,
} from './AuditRunner';
import { outcomeOf } from './outcomeOf';
import {
  createProfileFolder,
  diskFull,
  leastFreeBytes,
  NoProfileFolder,
  removeProfileFolder,
  removeStaleProfileFolders,
} from './profileFolders';
import type { ProbeOrder } from './protocol';
import type { RunnerConfig } from './runnerConfig';
import {
  packagedWorker,
  runWorker,
  type WorkerEnd,
  type WorkerProgram,
} from './WorkerProcess';

const PROBE_TIME_LIMIT_MS = 60_000;
/** For so long it is believed that there is no browser. */
const UNAVAILABLE_FOR_MS = 60_000;
/** For so long it is believed that there is one, and which. */
const AVAILABLE_FOR_MS = 600_000;

/** What a {@link ChromiumRunner} needs. */
export interface ChromiumRunnerOptions {
  config: RunnerConfig;
  /** Addresses that audits may go to although they aren't public; as of `AddressPolicy`. */
  listedAddresses: string[];
  logger: LoggerService;
  /** Another way to start the worker than that of the package; for tests. */
  program?: WorkerProgram;
}

/** Runs Lighthouse against Chromium, each audit in a worker process of its own. */
export class ChromiumRunner implements AuditRunner {
  readonly #options: ChromiumRunnerOptions;
  readonly #program: WorkerProgram;
  #probing?: Promise<WorkerEnd>;
  #probed?: WorkerEnd;
  #askAgainAt = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(options: ChromiumRunnerOptions) {
    this.#options = options;
    this.#program = options.program ?? packagedWorker();
  }

  /** Removes what portals left behind that were ended together with their workers. */
  async clearUp(): Promise<void> {
    const { profileFolder, timeoutMs } = this.#options.config;
    await removeStaleProfileFolders(profileFolder, 2 * timeoutMs);
  }

  async availability(): Promise<RunnerAvailability> {
    const found = await this.#probe();
    if (found.type === 'probed') {
      const { lighthouse, chromium } = found;
      return { available: true, lighthouse, chromium };
    }
    const log = 'Look into the log of the portal, then start it again.';
    if (found.type === 'died') {
      return {
        available: false,
        reason: `The worker that looks for a browser could not be started (${found.how}).`,
        remedy: log,
      };
    }
    const { message, remedy = log } = outcomeOf(found);
    return { available: false, reason: message, remedy };
  }

  /** Audits one after the other, also when asked for several. */
  async run(
    order: AuditOrder,
    options: AuditRunOptions,
  ): Promise<AuditOutcome> {
    const turn = this.#lastTurn.then(() => this.#runNow(order, options));
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  async #runNow(
    { id, url, formFactor }: AuditOrder,
    { signal, onProgress }: AuditRunOptions,
  ): Promise<AuditOutcome> {
    const { config, listedAddresses, logger } = this.#options;
    const found = await this.#probe();
    if (found.type !== 'probed') {
      return outcomeOf(found);
    }
    let profileFolder: string | undefined;
    try {
      profileFolder = await createProfileFolder(
        config.profileFolder,
        config.minimumFreeBytes,
      );
      const end = await runWorker({
        program: this.#program,
        order: {
          type: 'run',
          url,
          formFactor,
          chromePath: found.chromePath,
          sandbox: config.sandbox,
          profileFolder,
          listedAddresses,
          pageLoadTimeoutMs: config.pageLoadTimeoutMs,
          trafficLimitBytes: config.trafficLimitBytes,
          reportLimitBytes: config.reportLimitBytes,
        },
        limits: {
          timeoutMs: config.timeoutMs,
          memoryBytes: config.memoryLimitBytes,
          disk: {
            folder: profileFolder,
            leastFreeBytes: leastFreeBytes(config),
          },
        },
        signal,
        onProgress,
      });
      if (end.type === 'died' || end.type === 'failure') {
        // The browser may have gone, or another one may have come in its place.
        this.#probed = undefined;
      }
      if (end.type === 'died') {
        logger.warn(
          `The worker of audit ${id} died (${end.how}): ${end.lastWords}`,
        );
      }
      if (end.type === 'report') {
        return readReport(end.json);
      }
      const full = await diskFull(profileFolder);
      return full ? { status: 'failed', ...full } : outcomeOf(end, config);
    } catch (error) {
      if (error instanceof NoProfileFolder) {
        return { status: 'failed', ...error.failure };
      }
      logger.error(`Audit ${id} could not be run`, error as Error);
      return {
        status: 'failed',
        code: 'audit_failed',
        message: 'The portal could not start the audit.',
        remedy: 'Ask the platform team: the log of the portal says why.',
        retry: false,
      };
    } finally {
      if (profileFolder !== undefined) {
        await removeProfileFolder(profileFolder).catch(error =>
          logger.warn(`${profileFolder} could not be removed`, error),
        );
      }
    }
  }

  // What was found goes on being believed while it is looked for again.
  async #probe(): Promise<WorkerEnd> {
    if (this.#probed && Date.now() < this.#askAgainAt) {
      return this.#probed;
    }
    this.#probing ??= this.#probeNow().finally(() => {
      this.#probing = undefined;
    });
    return this.#probed?.type === 'probed' ? this.#probed : this.#probing;
  }

  async #probeNow(): Promise<WorkerEnd> {
    const { config, logger } = this.#options;
    const order: ProbeOrder = { type: 'probe', chromePath: config.chromePath };
    const end = await runWorker({
      program: this.#program,
      order,
      limits: {
        timeoutMs: PROBE_TIME_LIMIT_MS,
        memoryBytes: config.memoryLimitBytes,
      },
    }).catch((error: Error): WorkerEnd => {
      logger.warn('The worker could not be started', error);
      return { type: 'died', how: error.message, lastWords: '' };
    });
    this.#askAgainAt =
      Date.now() +
      (end.type === 'probed' ? AVAILABLE_FOR_MS : UNAVAILABLE_FOR_MS);
    this.#probed = end;
    return end;
  }
}

function readReport(json: string): AuditOutcome {
  const { data, error } = lhrSchema.safeParse(JSON.parse(json));
  if (data) {
    return { status: 'completed', report: data };
  }
  const [{ path, message }] = error.issues;
  return {
    status: 'failed',
    code: 'report_unreadable',
    message:
      `The report of Lighthouse is not what the portal expects: ${path.join('.')}: ${message}`.slice(
        0,
        1000,
      ),
    remedy: 'Tell the platform team.',
    retry: false,
  };
}
