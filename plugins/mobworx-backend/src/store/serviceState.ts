import type {
  HistoryBucket,
  Problem,
  ServiceStatus,
} from '@internal/plugin-mobworx-common';
import type { HealthFinding } from '../probes/Probe';
import { percentile } from './LatencyDigest';
import { HALF_HOUR_MS, Stretch, stretchStart, toBucket } from './stretches';

const RECENT = 20;

/** How many stretches a state tells of: 24 hours. */
export const STATE_STRETCHES = 48;

/** What is stored of a service in an environment after its last look. */
export interface StoredState {
  status: Exclude<ServiceStatus, 'stale' | 'not-configured' | 'planned'>;
  /** Moments are ISO 8601. */
  since: string;
  checkedAt: string;
  lastGoodAt?: string;
  /** Of the last looks that reached it, the newest first, in milliseconds. */
  recent: number[];
  version?: string;
  commit?: string;
  problem?: Problem;
  /** Those of the last 24 hours in which there were looks, the oldest first. */
  stretches: Array<HistoryBucket & { looks: number; reached: number }>;
}

/** Whether a look got through to the service, whatever it said. */
export const hasReached = ({ status }: { status: string }) => status !== 'down';

/**
 * Works out the state after a look.
 *
 * @param stretch - the half hour of the look, with it
 * @param slowAfterMs - the p95 above which a service is slow
 */
export function nextState(
  before: StoredState | undefined,
  finding: HealthFinding,
  stretch: Stretch,
  at: Date,
  slowAfterMs: number,
): StoredState {
  const now = at.toISOString();
  const good = hasReached(finding);
  const recent = [
    ...(good && finding.latencyMs !== undefined ? [finding.latencyMs] : []),
    ...(before?.recent ?? []),
  ].slice(0, RECENT);
  const isSlow =
    finding.status === 'up' && percentile(recent, 0.95) > slowAfterMs;
  const status = isSlow ? 'slow' : finding.status;
  const { version, commit } = finding.version ? finding : (before ?? {});
  return {
    status,
    since: before?.status === status ? before.since : now,
    checkedAt: now,
    lastGoodAt: good ? now : before?.lastGoodAt,
    recent,
    version,
    commit,
    problem: finding.problem,
    stretches: withStretch(before?.stretches ?? [], stretch, at.getTime()),
  };
}

function withStretch(
  stretches: StoredState['stretches'],
  stretch: Stretch,
  now: number,
): StoredState['stretches'] {
  const { looks, reached } = stretch;
  const current = { ...toBucket(stretch), looks, reached };
  const oldest =
    stretchStart(now, HALF_HOUR_MS) - (STATE_STRETCHES - 1) * HALF_HOUR_MS;
  return [
    ...stretches.filter(
      ({ at }) => at !== current.at && Date.parse(at) >= oldest,
    ),
    current,
  ];
}

/** Whether pages show something else after a look than before. */
export function isNews(
  before: StoredState | undefined,
  after: StoredState,
): boolean {
  return (
    before?.status !== after.status ||
    before.version !== after.version ||
    before.commit !== after.commit ||
    before.problem?.message !== after.problem?.message
  );
}
