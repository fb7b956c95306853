import type {
  Deployment,
  HistoryBucket,
  ServiceId,
  ServiceState,
  Stored,
} from '@internal/plugin-mobworx-common';
import { isSameRelease, releaseOf } from '../deployments/release';
import {
  presentDeployment,
  SeenDeployment,
} from '../deployments/SeenDeployment';
import { percentile } from '../store/LatencyDigest';
import { STATE_STRETCHES, StoredState } from '../store/serviceState';
import { HALF_HOUR_MS, stretchStart } from '../store/stretches';

/**
 * A service as pages show it.
 *
 * @param state - what is stored; undefined when nobody has looked yet
 * @param seen - what is stored of what runs
 * @param staleAfterMs - the age from which what is stored says nothing of now
 */
export function presentState(
  service: ServiceId,
  state: StoredState | undefined,
  seen: Stored<SeenDeployment | null>,
  { now, staleAfterMs }: { now: number; staleAfterMs: number },
): ServiceState {
  const { deployment, deploymentProblem } = presentDeployment(seen);
  const history = lastDay(state?.stretches ?? [], now);
  const common = {
    service,
    checkedAt: state?.checkedAt,
    lastGoodAt: state?.lastGoodAt,
    latencyMs: latencyOf(state),
    uptime24h: history.uptime,
    history24h: history.buckets,
    deployment: mergeDeployment(state, deployment),
    deploymentProblem,
  };
  const staleSince = state
    ? Date.parse(state.checkedAt) + staleAfterMs
    : undefined;
  if (state && staleSince !== undefined && now < staleSince) {
    const { status, since, problem } = state;
    return { ...common, status, since, problem };
  }
  return {
    ...common,
    status: 'stale',
    since:
      staleSince === undefined ? undefined : new Date(staleSince).toISOString(),
    problem: {
      code: 'not_looked_lately',
      message: state
        ? 'The portal has not looked at it for a while.'
        : 'The portal has not looked at it yet.',
      remedy: 'Wait a minute; if it stays so, look into the log of the portal.',
    },
  };
}

/** A service at which the portal doesn't look. */
export function presentUnwatched(
  service: ServiceId,
  status: 'planned' | 'not-configured',
): ServiceState {
  return { service, status, history24h: [] };
}

function latencyOf(state: StoredState | undefined): ServiceState['latencyMs'] {
  if (!state || state.recent.length === 0) {
    return undefined;
  }
  const { recent } = state;
  return {
    last: recent[0],
    p50: percentile(recent, 0.5),
    p95: percentile(recent, 0.95),
  };
}

function lastDay(stretches: StoredState['stretches'], now: number) {
  const last = stretchStart(now, HALF_HOUR_MS);
  const known = new Map(stretches.map(stretch => [stretch.at, stretch]));
  let looks = 0;
  let reached = 0;
  const buckets: HistoryBucket[] = [];
  for (let back = STATE_STRETCHES - 1; back >= 0; back -= 1) {
    const at = new Date(last - back * HALF_HOUR_MS).toISOString();
    const stretch = known.get(at);
    looks += stretch?.looks ?? 0;
    reached += stretch?.reached ?? 0;
    buckets.push({
      at,
      uptime: stretch?.uptime,
      latencyMs: stretch?.latencyMs,
    });
  }
  return { buckets, uptime: looks > 0 ? reached / looks : undefined };
}

/**
 * What runs: the service itself knows best which version, the others know how it got there, unless
 * they speak of another commit.
 */
function mergeDeployment(
  state: StoredState | undefined,
  known: Deployment | undefined,
): Deployment | undefined {
  const { version, commit } = releaseOf(state, known?.at);
  if (!version && !commit) {
    return known;
  }
  const same: Partial<Deployment> =
    known && isSameRelease({ version, commit }, known) ? known : {};
  return {
    ...same,
    version: version ?? same.version,
    commit: same.commit ?? commit,
    sources: ['service', ...(same.sources ?? [])],
  };
}
