import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  createUpstreamGuard,
  isCodedError,
  problemOf,
} from '@internal/upstream-node';
import type { PollLimits } from '../config';
import type { Probes } from '../probes/createProbes';
import type {
  HealthFinding,
  HealthProbe,
  Probe,
  Rhythm,
} from '../probes/Probe';
import type { HistoryStore } from '../store/HistoryStore';
import type { SnapshotKey, SnapshotStore } from '../store/SnapshotStore';
import { problemOfFailure, Upstream } from '../upstreamProblems';
import type { ChangeSignals } from './ChangeSignals';
import { jitterFor } from './rhythm';

// A look at rooms or stacks is many calls, each with its own limit.
const CALLS_OF_A_LOOK = 10;

/** The subject of what runs in an environment, which `/status` shows too. */
export const DEPLOYMENT_SUBJECT = 'deployment';

interface PollerOptions {
  probes: Probes;
  poll: PollLimits;
  /** What people call what a probe looks at, such as `Studio Service in Staging`. */
  titleOf: (probe: HealthProbe | Probe) => string;
  snapshots: SnapshotStore;
  history: HistoryStore;
  changes: ChangeSignals;
  logger: LoggerService;
}

/** Waits for all, also when one fails, and then says so. */
async function all(looks: Array<Promise<void>>): Promise<void> {
  const outcomes = await Promise.allSettled(looks);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) {
    throw (failed as PromiseRejectedResult).reason;
  }
}

/**
 * Looks at everything that a rhythm asks for, all at once, so that a service that hangs delays no
 * other; stores what it sees or why it couldn't, and tells the open pages of changes.
 */
export class Poller {
  readonly #options: PollerOptions;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /**
   * Takes every look of a rhythm once; ends when the last of them has.
   *
   * @param signal - aborts when this process ends; what is under way then isn't stored
   */
  async look(
    rhythm: Rhythm,
    everyMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    await all(
      this.#options.probes.details
        .filter(probe => probe.rhythm === rhythm)
        .map(async probe => {
          await this.#waitForTurn(probe, everyMs);
          await this.#lookAtDetails(probe, signal);
        }),
    );
  }

  /**
   * Takes a look at the health of every service; ends when the last of them has.
   *
   * @param signal - as for {@link look}
   */
  async lookAtHealth(signal: AbortSignal): Promise<void> {
    const { poll, probes } = this.#options;
    await all(
      probes.health.map(async probe => {
        await this.#waitForTurn(probe, poll.healthMs);
        await this.#lookAtHealth(probe, signal);
      }),
    );
  }

  async #lookAtHealth(probe: HealthProbe, signal: AbortSignal): Promise<void> {
    const { history, changes, poll } = this.#options;
    const finding = await this.#within(poll.timeoutMs, probe, signal, limited =>
      probe.look(limited),
    ).catch((error): HealthFinding => {
      const why = this.#problemOf(probe, error);
      return { status: 'down', problem: why };
    });
    if (signal.aborted) {
      return;
    }
    if (await history.record(probe, finding, new Date())) {
      await changes.tell('status-changed', probe);
    }
  }

  /**
   * Takes the look at one subject at once, since something has just changed it.
   *
   * @param signal - aborts when this process ends
   */
  async lookNow(key: SnapshotKey, signal: AbortSignal): Promise<void> {
    const probe = this.#options.probes.details.find(
      ({ environment, service, subject }) =>
        environment === key.environment &&
        service === key.service &&
        subject === key.subject,
    );
    if (probe) {
      await this.#lookAtDetails(probe, signal);
    }
  }

  async #lookAtDetails(probe: Probe, signal: AbortSignal): Promise<void> {
    const { snapshots, changes, poll } = this.#options;
    const { environment, service, subject } = probe;
    const key = { environment, service, subject };
    const at = new Date();
    const outcome = await this.#within(
      poll.timeoutMs * CALLS_OF_A_LOOK,
      probe,
      signal,
      limited => probe.look(limited),
    ).then(
      seen => ({ seen, why: undefined }),
      error => ({ seen: undefined, why: this.#problemOf(probe, error) }),
    );
    if (signal.aborted) {
      return;
    }
    const changed = outcome.why
      ? await snapshots.fail(key, outcome.why, at)
      : await this.#keep(probe, outcome.seen, at);
    if (changed) {
      await changes.tell(
        subject === DEPLOYMENT_SUBJECT ? 'status-changed' : 'details-changed',
        probe,
      );
    }
  }

  async #keep(
    { environment, service, subject, further }: Probe,
    seen: unknown,
    at: Date,
  ): Promise<boolean> {
    const { snapshots } = this.#options;
    const key = { environment, service, subject };
    let changed = await snapshots.keep(key, seen, at);
    if (further) {
      const more = further(seen);
      for (const one of more) {
        changed = (await snapshots.keep(one.key, one.value, at)) || changed;
      }
      await snapshots.forgetOthers(
        key,
        more.map(one => one.key.subject),
      );
    }
    return changed;
  }

  /** A limit around all of a look, also around what isn't a call to the service itself. */
  #within<T>(
    limitMs: number,
    probe: HealthProbe | Probe,
    signal: AbortSignal,
    work: (limited: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const guard = createUpstreamGuard({
      upstream: this.#options.titleOf(probe),
      timeoutMs: limitMs,
    });
    return guard(work, { signal });
  }

  #problemOf(probe: HealthProbe | Probe, error: unknown) {
    const upstream: Upstream = { title: this.#options.titleOf(probe) };
    const why = problemOfFailure(error, upstream);
    if (!isCodedError(error) && why.code === 'upstream_unexpected_answer') {
      // Nobody foresaw this one, so the log has what a reader of the page may not see.
      this.#options.logger.warn(`A look at ${upstream.title} failed`, {
        error: error instanceof Error ? error.message : String(error),
      });
    }
    return problemOf(why);
  }

  async #waitForTurn(
    { environment, service, ...rest }: HealthProbe | Probe,
    everyMs: number,
  ): Promise<void> {
    const subject = 'subject' in rest ? rest.subject : 'health';
    await sleep(jitterFor(`${environment}/${service}/${subject}`, everyMs));
  }
}
