import { problemOf } from '@internal/upstream-node';
import { problemOfFailure, Upstream } from '../upstreamProblems';
import type { HealthFinding } from './Probe';

const DOWN = new Set([
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_paused',
  'upstream_overloaded',
  'upstream_unavailable',
]);

const REFUSED = new Set([
  'upstream_credentials_rejected',
  'upstream_forbidden',
]);

/**
 * Looks, takes the time, and tells what a failure means for the health of the service.
 *
 * @param look - asks the service; throws errors of `problem()`
 */
export async function findHealth(
  upstream: Upstream,
  look: () => Promise<Pick<HealthFinding, 'version' | 'commit'>>,
): Promise<HealthFinding> {
  const from = performance.now();
  const took = () => Math.round(performance.now() - from);
  try {
    const seen = await look();
    return { status: 'up', latencyMs: took(), ...seen };
  } catch (error) {
    const why = problemOf(problemOfFailure(error, upstream));
    if (DOWN.has(why.code)) {
      return { status: 'down', problem: why };
    }
    const status = REFUSED.has(why.code) ? 'auth-failed' : 'degraded';
    return { status, latencyMs: took(), problem: why };
  }
}
