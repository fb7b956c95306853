import type {
  BugsnagError,
  ErrorsResponse,
  Problem,
  Project,
  Release,
  ReleasesResponse,
  StabilityResponse,
  Summary,
  TrendResponse,
} from '@internal/plugin-bugsnag-common';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A moment that long ago. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export const WEBAPP = 'component:default/webapp';

const project: Project = {
  name: 'WebApp',
  organization: 'MobWorx',
  url: 'https://bugsnag.example/mobworx/webapp',
  stages: ['production', 'staging'],
};

const target = { of: 'sessions' as const, target: 0.99, critical: 0.97 };

const fresh = () => ({ fetchedAt: ago(30_000), stale: false });

/** An open error of production. */
function makeError(error: Partial<BugsnagError> = {}): BugsnagError {
  return {
    id: 'e1',
    errorClass: 'TypeError',
    message: 'Cannot read properties of undefined',
    context: '/rooms/:id',
    severity: 'error',
    status: 'open',
    events: 1840,
    users: 312,
    stages: ['production'],
    firstSeen: ago(9 * DAY_MS),
    lastSeen: ago(HOUR_MS),
    issues: [{ label: 'WEB-142', url: 'https://issues.example/WEB-142' }],
    comments: 2,
    url: 'https://bugsnag.example/mobworx/webapp/errors/e1',
    ...error,
  };
}

export function makeSummary(summary: Partial<Summary> = {}): Summary {
  return {
    entityRef: WEBAPP,
    project,
    openErrors: 33,
    worst: [makeError()],
    target,
    stability: {
      from: '2026-11-21T00:00:00.000Z',
      to: '2026-11-22T00:00:00.000Z',
      sessions: 5400,
      sessionStability: 0.98765,
      users: 2100,
      userStability: 0.9,
    },
    ...fresh(),
    ...summary,
  };
}

/** The first page of two. */
export function makeErrors(
  errors: Partial<ErrorsResponse> = {},
): ErrorsResponse {
  return {
    entityRef: WEBAPP,
    project,
    errors: [
      makeError(),
      makeError({
        id: 'e2',
        errorClass: 'ReportingError',
        message: 'A deprecated feature was used',
        context: undefined,
        severity: 'notice',
        status: 'escalated_to_vendor',
        events: 12,
        users: 1,
        stages: [],
        firstSeen: undefined,
        issues: [],
        comments: 0,
        lastSeen: ago(2 * DAY_MS),
      }),
    ],
    before: 0,
    total: 46,
    nextCursor: 'next-page',
    ...fresh(),
    ...errors,
  };
}

export function makeTrend(trend: Partial<TrendResponse> = {}): TrendResponse {
  return {
    entityRef: WEBAPP,
    buckets: [3, 2, 1].map(days => ({
      from: ago(days * DAY_MS),
      to: ago((days - 1) * DAY_MS),
      events: days * 100,
    })),
    ...fresh(),
    ...trend,
  };
}

export function makeStability(
  stability: Partial<StabilityResponse> = {},
): StabilityResponse {
  return {
    entityRef: WEBAPP,
    stage: 'production',
    target,
    points: [3, 2, 1].map(days => ({
      from: ago(days * DAY_MS),
      to: ago((days - 1) * DAY_MS),
      sessions: 1000,
      sessionStability: 1 - days / 200,
      users: 0,
    })),
    ...fresh(),
    ...stability,
  };
}

function makeRelease(release: Partial<Release> = {}): Release {
  return {
    id: 'r1',
    version: '4.12.0',
    stage: 'production',
    releasedAt: ago(2 * DAY_MS),
    sessions: 9900,
    sessionStability: 0.9876,
    users: 3900,
    userStability: 0.97,
    sessionsLastDay: 4700,
    newErrors: 2,
    errorsSeen: 21,
    commitUrl: 'https://github.com/MobWorx/webapp/commit/9b74c98',
    ...release,
  };
}

export function makeReleases(
  releases: Partial<ReleasesResponse> = {},
): ReleasesResponse {
  return {
    entityRef: WEBAPP,
    target,
    releases: [
      makeRelease(),
      makeRelease({
        id: 'r2',
        version: '4.13.0-rc.0',
        build: '41300',
        stage: 'staging',
        sessions: 0,
        sessionStability: undefined,
        commitUrl: undefined,
      }),
    ],
    ...fresh(),
    ...releases,
  };
}

export function makeProblem(problem: Partial<Problem> = {}): Problem {
  return {
    code: 'bugsnag_unavailable',
    message: 'Bugsnag answers with an error (500).',
    remedy: 'Try again in a moment.',
    ...problem,
  };
}
