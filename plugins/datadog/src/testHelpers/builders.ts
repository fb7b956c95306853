import type {
  Freshness,
  Incident,
  Monitor,
  MonitorCounts,
  MonitorsResponse,
  Part,
  Problem,
  SiteResponse,
  Slo,
  SloHistoryResponse,
  SlosResponse,
  Summary,
} from '@internal/plugin-datadog-common';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A moment that long ago. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export const WEBAPP = 'component:default/webapp';
export const WEB_URL = 'https://app.datadoghq.eu';

export const fresh = () => ({ fetchedAt: ago(MINUTE_MS), stale: false });

/** What an answer about WebApp in production begins with. */
export const about = { entityRef: WEBAPP, environment: 'production' };

export function makeProblem(problem: Partial<Problem> = {}): Problem {
  return {
    code: 'datadog_unavailable',
    message: 'Datadog answered 500.',
    remedy: 'Look at Datadog’s own status.',
    ...problem,
  };
}

/** A part that was answered. */
export const answered = <T>(
  value: T,
  freshness: Partial<Freshness> = {},
): Part<T> => ({ outcome: 'answered', value, ...fresh(), ...freshness });

export function makeSite(site: Partial<SiteResponse> = {}): SiteResponse {
  return {
    site: 'datadoghq.eu',
    webUrl: WEB_URL,
    environments: [
      { name: 'production', title: 'Production' },
      { name: 'staging', title: 'Staging' },
    ],
    hasKeys: true,
    embedHosts: ['app.datadoghq.eu', 'p.datadoghq.eu'],
    embedHostsBlocked: [],
    ...site,
  };
}

function makeMonitor(monitor: Partial<Monitor> = {}): Monitor {
  return {
    id: 101,
    name: 'Too many errors of webapp',
    type: 'query alert',
    state: 'Alert',
    stateSince: ago(2 * HOUR_MS),
    priority: 1,
    query: 'sum(last_5m):sum:trace.http.request.errors{service:webapp} > 10',
    tags: ['service:webapp', 'env:production'],
    groups: [],
    troubledGroups: 0,
    url: `${WEB_URL}/monitors/101`,
    ...monitor,
  };
}

export const counts = (some: Partial<MonitorCounts> = {}): MonitorCounts => ({
  total: 3,
  alert: 1,
  warn: 0,
  noData: 0,
  ok: 2,
  other: 0,
  muted: 1,
  ...some,
});

/** One in alert, one that is OK, and one in warning that is muted. */
export function makeMonitors(
  monitors: Partial<MonitorsResponse> = {},
): MonitorsResponse {
  return {
    ...about,
    health: { state: 'Alert', muted: false, unmutedState: 'Alert' },
    counts: counts({ warn: 1, ok: 1 }),
    monitors: [
      makeMonitor({
        groups: [{ name: 'host:a', state: 'Alert' }],
        troubledGroups: 3,
      }),
      makeMonitor({
        id: 102,
        name: 'Disk of webapp',
        state: 'Warn',
        priority: 4,
        muting: { scopes: ['env:production'], partly: false },
      }),
      makeMonitor({
        id: 103,
        name: 'Latency of webapp',
        state: 'OK',
        priority: undefined,
      }),
    ],
    more: false,
    tags: ['service:webapp', 'env:production'],
    url: `${WEB_URL}/monitors/manage`,
    ...fresh(),
    ...monitors,
  };
}

export function makeSlo(slo: Partial<Slo> = {}): Slo {
  return {
    id: 'slo1',
    name: 'Sign-in works',
    type: 'metric',
    state: 'breached',
    statuses: [
      {
        timeframe: '7d',
        target: 99.9,
        sli: 99.95,
        errorBudgetRemaining: 50,
        state: 'ok',
      },
      {
        timeframe: '30d',
        target: 99.9,
        sli: 99.81,
        errorBudgetRemaining: -90,
        state: 'breached',
      },
    ],
    url: `${WEB_URL}/slo?slo_id=slo1`,
    ...slo,
  };
}

export function makeSlos(slos: Partial<SlosResponse> = {}): SlosResponse {
  return { ...about, slos: [makeSlo()], more: false, ...fresh(), ...slos };
}

export function makeSloHistory(
  history: Partial<SloHistoryResponse> = {},
): SloHistoryResponse {
  return {
    ...about,
    sloId: 'slo1',
    window: '30d',
    from: ago(30 * DAY_MS),
    to: ago(0),
    sli: 99.81,
    target: 99.9,
    errorBudgetRemaining: -90,
    points: [
      { at: ago(2 * DAY_MS), value: 99.95 },
      { at: ago(DAY_MS), value: 99.7 },
    ],
    ...fresh(),
    ...history,
  };
}

export function makeIncident(incident: Partial<Incident> = {}): Incident {
  return {
    id: 'i-1',
    publicId: 42,
    title: 'Nobody can sign in',
    severity: 'SEV-2',
    state: 'active',
    since: ago(HOUR_MS),
    customerImpacted: true,
    customerImpact: 'Sign-in fails.',
    url: `${WEB_URL}/incidents/42`,
    ...incident,
  };
}

export function makeSummary(summary: Partial<Summary> = {}): Summary {
  return {
    ...about,
    service: 'webapp',
    monitors: answered({
      health: { state: 'Alert', muted: false, unmutedState: 'Alert' },
      counts: counts(),
    }),
    slos: answered({
      total: 2,
      breached: 1,
      warning: 0,
      worst: {
        id: 'slo1',
        name: 'Sign-in works',
        status: makeSlo().statuses[1],
        url: makeSlo().url,
      },
    }),
    incidents: answered({ total: 1, gravest: [makeIncident()] }),
    url: `${WEB_URL}/apm/entity/service%3Awebapp`,
    ...summary,
  };
}
