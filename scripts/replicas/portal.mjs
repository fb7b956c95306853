// Two production servers of the portal behind a load balancer, with PostgreSQL, Redis and a simulated
// GitHub.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, waitUntilAnswers } from '../network.mjs';
import { startPostgres } from '../postgres.mjs';
import { requiredVariables } from '../production/variables.mjs';
import { startRedis } from '../redis.mjs';
import { readSettings } from '../settings.mjs';
import { startSimulators } from '../simulators.mjs';
import { startLoadBalancer } from './loadBalancer.mjs';
import { makeReplica } from './replica.mjs';

const READY_TIMEOUT_MS = 120_000;

const variables = ({ url, postgres, redis }) =>
  requiredVariables({
    url,
    database: {
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(postgres.connection.port),
      POSTGRES_USER: 'postgres',
      POSTGRES_PASSWORD: 'not-asked-for',
      POSTGRES_DB: 'postgres',
    },
    redisUrl: redis.url,
    webhookSecret: readSettings(['simulated'])(
      'events.modules.github.webhookSecret',
    ),
  });

/**
 * Starts all of it on free ports. The production build has to be there.
 *
 * @returns `url` of the load balancer, `githubUrl`, `replicas`, `postgres`, `redis` and `stop()`
 */
export async function startReplicatedPortal() {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-replicas-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const ports = [];
  for (let index = 0; index < 4; index += 1) ports.push(await freePort());
  const [listen, githubPort, ...replicaPorts] = ports;
  // At the speed of life: the portal finds a run whose answer was lost by when it began.
  const github = startSimulators({
    port: githubPort,
    portalUrl: `http://localhost:${listen}`,
  });
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const baseUrl = `http://localhost:${listen}`;
  const env = variables({ url: baseUrl, postgres, redis });
  const names = ['replica-1', 'replica-2'];
  const replicas = names.map((name, index) =>
    makeReplica({
      name,
      port: replicaPorts[index],
      baseUrl,
      env,
      githubUrl: github.url,
      folder,
      files: path.join(folder, names[0]),
    }),
  );
  await Promise.all([
    waitUntilAnswers(github.url, { timeoutMs: READY_TIMEOUT_MS }),
    ...replicas.map(replica => replica.prepare()),
  ]);
  const balancer = await startLoadBalancer({
    port: listen,
    replicas: replicaPorts,
  });
  return {
    url: balancer.url,
    githubUrl: github.url,
    replicas,
    postgres,
    redis,
    /** Starts both at once, on an empty database; answers with how many milliseconds each took. */
    start: async () => {
      const times = await Promise.all(replicas.map(replica => replica.start()));
      await balancer.ready();
      return times;
    },
    stop: async () => {
      await Promise.all([
        ...replicas.map(replica => replica.stop()),
        balancer.process.stop(),
        github.process.stop(),
        redis.stop(),
      ]);
      // Last, so that nobody complains of it.
      await postgres.stop();
      remove();
    },
  };
}
