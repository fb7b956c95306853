import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Deployment,
  deploymentSchema,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import { problemOf } from '@internal/upstream-node';
import type { Clients } from '../clients';
import type { MobworxConfig } from '../config';
import { GithubReader } from '../github/GithubReader';
import { GITHUB } from '../github/githubProblems';
import { DEPLOYMENT_SUBJECT } from '../poll/Poller';
import type { Probe } from '../probes/Probe';
import type { HistoryStore } from '../store/HistoryStore';
import type { SnapshotStore } from '../store/SnapshotStore';
import { problemOfFailure, unexpectedAnswer } from '../upstreamProblems';
import { DeployedComponents } from './DeployedComponents';
import { DeploymentReader, FoundDeployment } from './DeploymentReader';
import { findPromotion, PROMOTION_SUBJECT } from './findPromotion';
import { isNews } from './mergeDeployment';
import type { SeenDeployment } from './SeenDeployment';

/** What it takes to find out what runs where. */
interface Sources {
  auth: AuthService;
  catalog: CatalogService;
  clientsOf: (environment: string) => Clients;
  history: HistoryStore;
  integrations: ScmIntegrations;
  logger: LoggerService;
  snapshots: SnapshotStore;
}

// What the looks of one round have in common is asked for once.
const ROUND_SHARE = 1 / 20;

/**
 * What is looked at of deployments: for each service and environment what runs there, and once for
 * each service how it would get to production.
 */
export function createDeploymentProbes(
  { environments, poll }: Pick<MobworxConfig, 'environments' | 'poll'>,
  sources: Sources,
): Probe[] {
  const { snapshots } = sources;
  const rememberMs = poll.deploymentsMs * ROUND_SHARE;
  const github = new GithubReader(sources);
  const components = new DeployedComponents({ ...sources, rememberMs });
  const reader = new DeploymentReader({
    ...sources,
    environments,
    github,
    components,
    rememberMs,
  });
  const built = environments.filter(({ tier }) => tier !== 'planned');
  return built.flatMap(({ id, configured }) =>
    configured.flatMap((service): Probe[] => {
      const key = {
        environment: id,
        service,
        rhythm: 'deployments' as const,
      };
      const deployment: Probe = {
        ...key,
        subject: DEPLOYMENT_SUBJECT,
        look: signal =>
          lookAtDeployment(id, service, { reader, snapshots }, signal),
      };
      const promotion: Probe = {
        ...key,
        subject: PROMOTION_SUBJECT,
        look: signal => findPromotion(reader, github, service, signal),
      };
      return id === reader.route.from?.id
        ? [deployment, promotion]
        : [deployment];
    }),
  );
}

/** @returns nothing where no source knows of a deployment */
async function lookAtDeployment(
  environment: string,
  service: ServiceId,
  { reader, snapshots }: { reader: DeploymentReader; snapshots: SnapshotStore },
  signal: AbortSignal,
): Promise<SeenDeployment | null> {
  const found = await reader.read(environment, service, signal);
  let { failure } = found;
  const ahead = await reader
    .aheadOfProduction(environment, service, found, signal)
    .catch(error => {
      failure ??= error;
      return undefined;
    });
  if (failure) {
    const key = { environment, service, subject: DEPLOYMENT_SUBJECT };
    const { value: before } = await snapshots.read<SeenDeployment | null>(key);
    if (!isWorthKeeping(found, before)) {
      throw failure;
    }
  }
  if (!isSomething(found.deployment)) {
    return null;
  }
  const seen = deploymentSchema.safeParse({
    ...found.deployment,
    ...(ahead !== undefined && { aheadOfProduction: ahead }),
  });
  if (!seen.success) {
    const [{ path }] = seen.error.issues;
    throw unexpectedAnswer(GITHUB, `deployment.${path.join('.')}`);
  }
  return {
    ...seen.data,
    ...(failure !== undefined && {
      incomplete: problemOf(problemOfFailure(failure, GITHUB)),
    }),
  };
}

function isSomething({ sources, commit }: Deployment): boolean {
  return sources.length > 0 || commit !== undefined;
}

/**
 * Whether what one source says alone is better than what both said before: when there is nothing
 * before, or another release has come since.
 */
function isWorthKeeping(
  { deployment, running, stack }: FoundDeployment,
  before: SeenDeployment | null | undefined,
): boolean {
  return before ? isNews(running, stack, before) : isSomething(deployment);
}
