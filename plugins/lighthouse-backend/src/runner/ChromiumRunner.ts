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

type Found = Extract<WorkerEnd, { type: 'probed' }>;

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
  #askAgainAt = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(options: ChromiumRunnerOptions) {
    this.#options = options;
    this.#program = options.program ?? packagedWorker();
    const { profileFolder, timeoutMs } = options.config;
    void removeStaleProfileFolders(profileFolder, 2 * timeoutMs);
  }

  async availability(): Promise<RunnerAvailability> {
    const found = await this.#probe();
    if (found.type === 'probed') {
      const { lighthouse, chromium } = found;
      return { available: true, lighthouse, chromium };
    }
    const {
      message,
      remedy = 'Look into the log of the portal, then start it again.',
    } = outcomeOf(found);
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
        },
        signal,
        onProgress,
      });
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

  // What was found is kept; that nothing was found, for a while.
  async #probe(): Promise<WorkerEnd | Found> {
    if (this.#probing && Date.now() < this.#askAgainAt) {
      return this.#probing;
    }
    this.#askAgainAt = Infinity;
    const order: ProbeOrder = {
      type: 'probe',
      chromePath: this.#options.config.chromePath,
    };
    this.#probing = runWorker({
      program: this.#program,
      order,
      limits: {
        timeoutMs: PROBE_TIME_LIMIT_MS,
        memoryBytes: this.#options.config.memoryLimitBytes,
      },
    });
    const end = await this.#probing;
    if (end.type !== 'probed') {
      this.#askAgainAt = Date.now() + UNAVAILABLE_FOR_MS;
    }
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
