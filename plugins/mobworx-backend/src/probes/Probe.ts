import type { ServiceId } from '@internal/plugin-mobworx-common';
import type { SnapshotKey } from '../store/SnapshotStore';

/** How often a kind of look is taken: the keys of `mobworx.poll`. */
export type Rhythm = 'details' | 'infrastructure' | 'schema' | 'deployments';

/**
 * Looks at one subject of a service in one environment, again and again. What it sees is stored;
 * whatever it throws is stored as the problem of that subject, and nothing else is touched by it.
 */
export interface Probe {
  environment: string;
  service: ServiceId;
  subject: string;
  rhythm: Rhythm;
  /**
   * @param signal - aborts when the look has to end
   * @returns what is stored under the subject: JSON in the shape of the contract, already parsed
   *   and bounded
   * @throws errors of `problem()`; others are stored as `upstream_unexpected_answer`
   */
  look(signal: AbortSignal): Promise<unknown>;
  /**
   * Other snapshots that the same look fills, such as the participants of each room. Their subjects
   * are below this one's, and those that it doesn't fill any more are forgotten.
   */
  further?(seen: unknown): Array<{ key: SnapshotKey; value: unknown }>;
}

/** What a look at the health of a service saw. It doesn't throw: a failure is a finding. */
export interface HealthFinding {
  /** `slow` and `stale` are worked out from several looks, and so never found by one. */
  status: 'up' | 'degraded' | 'auth-failed' | 'down';
  latencyMs?: number;
  version?: string;
  commit?: string;
  /** Unless `up`. */
  problem?: { code: string; message: string; remedy: string };
}

/** Looks at the health of a service in one environment. */
export interface HealthProbe {
  environment: string;
  service: ServiceId;
  look(signal: AbortSignal): Promise<HealthFinding>;
}
