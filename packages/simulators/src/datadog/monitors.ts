import type { Request } from 'express';
import { invalid } from './DatadogError';
import type { Organization } from './Organization';
import { flagParam, numberParam, param, spanOf } from './query';
import type { MonitorSeed } from './types';

const GROUP_STATES = ['all', 'alert', 'warn', 'no data'];

/** `GET /api/v1/monitor`: those that have all of the tags. */
export function listMonitors(req: Request, org: Organization): object[] {
  const tags = (param(req, 'monitor_tags') ?? '').split(',').filter(Boolean);
  const states = (param(req, 'group_states') ?? '').split(',').filter(Boolean);
  const withDowntimes = flagParam(req, 'with_downtimes');
  if (states.some(state => !GROUP_STATES.includes(state))) {
    throw invalid('Invalid group_states');
  }
  const found = org.seed.monitors.filter(monitor =>
    tags.every(tag => monitor.tags.includes(tag)),
  );
  const written = found.map(monitor =>
    writeMonitor(monitor, org, { states, withDowntimes }),
  );
  // Without a page there are all of them.
  if (param(req, 'page') === undefined) {
    return written;
  }
  const page = numberParam(req, 'page', { min: 0, max: 1e6 });
  const size = numberParam(req, 'page_size', {
    fallback: 100,
    min: 1,
    max: 1000,
  });
  return written.slice(page * size, (page + 1) * size);
}

function writeMonitor(
  monitor: MonitorSeed,
  org: Organization,
  { states, withDowntimes }: { states: string[]; withDowntimes: boolean },
): object {
  const { id, name, type, query, tags, state, priority } = monitor;
  const created = org.iso('90d');
  return {
    id,
    org_id: 4100,
    type,
    name,
    message: monitor.message ?? '',
    tags,
    query,
    options: {
      thresholds: { critical: 1 },
      notify_no_data: false,
      include_tags: true,
      silenced: {},
    },
    multi: Boolean(monitor.groups),
    created,
    created_at: Date.parse(created),
    modified: org.iso('12d'),
    deleted: null,
    creator: {
      name: 'Robin Hale',
      handle: 'robin.hale@mobworx.example',
      email: 'robin.hale@mobworx.example',
    },
    priority: priority ?? null,
    restricted_roles: null,
    overall_state: state,
    overall_state_modified: org.iso(monitor.since),
    ...(states.length > 0 && {
      state: { groups: groupsOf(monitor, org, states) },
    }),
    ...(withDowntimes && { matching_downtimes: downtimesOf(monitor, org) }),
  };
}

function groupsOf(monitor: MonitorSeed, org: Organization, states: string[]) {
  const groups = (monitor.groups ?? []).filter(
    ({ state }) =>
      states.includes('all') || states.includes(state.toLowerCase()),
  );
  return Object.fromEntries(
    groups.map(({ name, state, since }) => [
      name,
      {
        name,
        status: state,
        last_triggered_ts: state === 'OK' ? null : org.seconds(since),
        last_resolved_ts: state === 'OK' ? org.seconds(since) : null,
        last_nodata_ts: state === 'No Data' ? org.seconds(since) : null,
        last_notified_ts: org.seconds(since),
      },
    ]),
  );
}

function downtimesOf({ id, downtime }: MonitorSeed, org: Organization) {
  return downtime
    ? [
        {
          id: id * 10,
          scope: downtime.scope,
          start: org.seconds(downtime.start),
          end: downtime.endsIn
            ? Math.floor((org.clock.now() + spanOf(downtime.endsIn)) / 1000)
            : null,
        },
      ]
    : [];
}
