import { requireProgram } from '../debian.mjs';
import { waitUntilAnswers } from '../network.mjs';
import { startProcess } from '../processes.mjs';
import { inRoot } from '../repository.mjs';

const CONFIG = inRoot('deploy/load-balancer/haproxy.cfg');
// Two looks that fail, or two that succeed, decide; shorter than usual, so that the test is.
const CHECK_MS = 500;

/**
 * Starts HAProxy with the configuration that the portal is delivered with.
 *
 * @param options.port - where it listens, on loopback
 * @param options.replicas - ports of the two replicas
 * @returns its process and `url`
 * @throws Error with a sentence when HAProxy is missing or ends at once
 */
export async function startLoadBalancer({ port, replicas }) {
  const command = await requireProgram({
    name: 'HAProxy',
    programs: ['haproxy'],
    debianPackage: 'haproxy',
  });
  const balancer = startProcess({
    name: 'The load balancer',
    command,
    args: ['-db', '-f', CONFIG],
    env: {
      PORTAL_LISTEN: `127.0.0.1:${port}`,
      PORTAL_REPLICA_1: `127.0.0.1:${replicas[0]}`,
      PORTAL_REPLICA_2: `127.0.0.1:${replicas[1]}`,
      PORTAL_CHECK_MS: String(CHECK_MS),
    },
    log: inRoot('.data/logs/load-balancer.log'),
  });
  const ended = new AbortController();
  balancer.exited.then(() => ended.abort(new Error('it has ended')));
  const url = `http://localhost:${port}`;
  return {
    url,
    process: balancer,
    /** Resolves once it passes requests on. */
    ready: () =>
      waitUntilAnswers(`${url}/.backstage/health/v1/readiness`, {
        timeoutMs: 30_000,
        signal: ended.signal,
      }).catch(error => {
        throw new Error(
          `The load balancer does not answer (${error.message}):\n${balancer.lastLines(10)}`,
        );
      }),
  };
}
