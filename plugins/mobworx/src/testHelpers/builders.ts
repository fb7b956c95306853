import type {
  Deployment,
  EnvironmentsResponse,
  EnvironmentState,
  HistoryBucket,
  HistoryResponse,
  Problem,
  ServiceId,
  ServiceState,
  StatusResponse,
  Stored,
} from '@internal/plugin-mobworx-common';
import { serviceIds } from '@internal/plugin-mobworx-common';

/** The moment at which the builders' things were looked at. */
export const NOW = '2026-11-20T10:00:00Z';

/** A commit that the builders use. */
export const COMMIT = '4f1c0ffee0ddba11decade5eed0fab1e0a11b0a7';

/** Something that was seen a moment ago. */
export function makeStored<T>(value: T): Stored<T> {
  return { value, takenAt: NOW, checkedAt: NOW };
}

/** Something that can't be seen any more; with what was seen before, where there is that. */
export function makeUnseen<T>(
  problem: Partial<Problem> = {},
  before?: T,
): Stored<T> {
  return {
    ...(before === undefined
      ? {}
      : { value: before, takenAt: '2026-11-20T09:00:00Z' }),
    checkedAt: NOW,
    problem: {
      code: 'upstream_unreachable',
      message: 'The connection was refused.',
      remedy: 'Look whether it runs.',
      ...problem,
    },
  };
}

export function makeDeployment(part: Partial<Deployment> = {}): Deployment {
  return {
    version: '1.4.0',
    commit: COMMIT,
    at: '2026-11-19T10:00:00Z',
    by: 'sam-okoro',
    sources: ['github-deployment'],
    htmlUrl: 'https://github.com/MobWorx/appsync-service/actions/runs/1',
    ...part,
  };
}

/** Stretches of half an hour up to {@link NOW}, the oldest first. */
export function makeBuckets(
  count: number,
  part: Partial<HistoryBucket> = {},
): HistoryBucket[] {
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(Date.parse(NOW) - (count - index) * 1_800_000).toISOString(),
    uptime: 1,
    latencyMs: { p50: 40, p95: 90 },
    ...part,
  }));
}

function makeServiceState(
  service: ServiceId,
  part: Partial<ServiceState> = {},
): ServiceState {
  return {
    service,
    status: 'up',
    since: '2026-11-20T08:00:00Z',
    checkedAt: NOW,
    lastGoodAt: NOW,
    latencyMs: { last: 42, p50: 40, p95: 90 },
    uptime24h: 0.9987,
    history24h: makeBuckets(48),
    deployment: makeDeployment(),
    ...part,
  };
}

/** An environment in which all services are up, except where `parts` say otherwise. */
export function makeEnvironment(
  part: Partial<EnvironmentState> = {},
  parts: Partial<Record<ServiceId, Partial<ServiceState>>> = {},
): EnvironmentState {
  return {
    id: 'staging',
    title: 'Staging',
    tier: 'non-production',
    services: serviceIds.map(service =>
      makeServiceState(service, parts[service]),
    ),
    ...part,
  };
}

/** Staging and production run; development is planned. */
export function makeStatus(part: Partial<StatusResponse> = {}): StatusResponse {
  return {
    at: NOW,
    environments: [
      makeEnvironment(),
      makeEnvironment({
        id: 'production',
        title: 'Production',
        tier: 'production',
      }),
      makeEnvironment({
        id: 'development',
        title: 'Development',
        tier: 'planned',
        services: serviceIds.map(service => ({
          service,
          status: 'planned',
          history24h: [],
        })),
      }),
    ],
    ...part,
  };
}

/** What {@link makeStatus} is about; everything may be done in staging, nothing in production. */
export function makeEnvironments(
  part: Partial<EnvironmentsResponse> = {},
): EnvironmentsResponse {
  const nothing = { queryGraphql: false, startStudioSession: false };
  return {
    environments: [
      {
        id: 'staging',
        title: 'Staging',
        tier: 'non-production',
        services: [...serviceIds],
        may: { queryGraphql: true, startStudioSession: true },
      },
      {
        id: 'production',
        title: 'Production',
        tier: 'production',
        services: [...serviceIds],
        may: nothing,
      },
      {
        id: 'development',
        title: 'Development',
        tier: 'planned',
        services: [],
        may: nothing,
      },
    ],
    mayReadParticipants: true,
    ...part,
  };
}

export function makeHistory(
  part: Partial<HistoryResponse> = {},
): HistoryResponse {
  return {
    window: '24h',
    bucketMs: 1_800_000,
    buckets: makeBuckets(48),
    changes: [],
    ...part,
  };
}
