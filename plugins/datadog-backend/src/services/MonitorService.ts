import {
  compareMonitorStates,
  Freshness,
  Monitor,
  MonitorCounts,
  MonitorsResponse,
  monitorsUrl,
  MonitorSummary,
  monitorUrl,
  Muting,
  rollUp,
} from '@internal/plugin-datadog-common';
import { MonitorAnswer, monitorsAnswer } from '../upstream/answers';
import type { DatadogClient } from '../upstream/DatadogClient';
import type { Asked } from './Asked';
import type { Named } from './named';

// The most that the API gives at once; an organisation with more monitors in an environment gets
// further calls, up to a bound.
const PAGE_SIZE = 1000;
const MAX_PAGES = 5;
const MAX_LISTED = 200;
const MAX_GROUPS = 20;

interface EnvironmentMonitors {
  monitors: MonitorAnswer[];
  /** Whether Datadog has more than are read. */
  more: boolean;
}

/**
 * The monitors of services. All of an environment are read at once and divided by their tags, so
 * that any number of services costs one call.
 */
export class MonitorService {
  constructor(
    private readonly asked: Asked,
    private readonly webUrl: string,
    private readonly now: () => number,
  ) {}

  /** @throws errors of `problem()` */
  async read(named: Named, environment: string): Promise<MonitorsResponse> {
    const { monitors, more, age } = await this.#of(named, environment);
    const sorted = monitors.sort(
      (one, other) =>
        compareMonitorStates(one.state, other.state) ||
        (one.priority ?? 6) - (other.priority ?? 6) ||
        one.name.localeCompare(other.name, 'en-US'),
    );
    const tags = [...named.monitorTags(), `env:${environment}`];
    return {
      entityRef: named.entityRef,
      environment,
      ...summaryOf(monitors),
      monitors: sorted.slice(0, MAX_LISTED),
      more: more || sorted.length > MAX_LISTED,
      tags,
      url: monitorsUrl(this.webUrl, tags),
      ...age,
    };
  }

  /** The same in a few numbers. @throws errors of `problem()` */
  async summarize(
    named: Named,
    environment: string,
  ): Promise<{ value: MonitorSummary; age: Freshness }> {
    const { monitors, age } = await this.#of(named, environment);
    return { value: summaryOf(monitors), age };
  }

  async #of(named: Named, environment: string) {
    const tags = named.monitorTags();
    const { value, age } = await this.asked.read(
      'monitors',
      [environment],
      client => readEnvironment(client, environment),
    );
    const monitors = value.monitors
      .filter(monitor => tags.every(tag => monitor.tags.includes(tag)))
      .map(monitor => this.#write(monitor, environment, tags));
    return { monitors, more: value.more, age };
  }

  #write(monitor: MonitorAnswer, environment: string, tags: string[]): Monitor {
    const { id, priority, overall_state_modified: stateSince } = monitor;
    const muting = this.#mutingOf(monitor, [...tags, `env:${environment}`]);
    const troubled = (monitor.state?.groups ?? [])
      .filter(({ status }) => status !== 'OK')
      .sort((one, other) => compareMonitorStates(one.status, other.status));
    return {
      id,
      name: monitor.name ?? `Monitor ${id}`,
      type: monitor.type ?? 'unknown',
      state: monitor.overall_state ?? 'Unknown',
      ...(stateSince && { stateSince }),
      ...(priority && { priority }),
      ...(muting && { muting }),
      query: monitor.query ?? '',
      tags: monitor.tags.slice(0, 50),
      groups: troubled.slice(0, MAX_GROUPS).map(group => {
        const since =
          group.status === 'No Data'
            ? group.last_nodata_ts
            : group.last_triggered_ts;
        return {
          name: group.name,
          state: group.status,
          ...(since && { since }),
        };
      }),
      troubledGroups: troubled.length,
      url: monitorUrl(this.webUrl, id),
    };
  }

  /** The downtime in force; one of a part of the groups mutes the monitor partly. */
  #mutingOf(monitor: MonitorAnswer, ownTags: string[]): Muting | undefined {
    const nowSeconds = this.now() / 1000;
    const inForce = (monitor.matching_downtimes ?? []).filter(
      ({ start, end }) =>
        (start ?? 0) <= nowSeconds && (end === undefined || end > nowSeconds),
    );
    const isWhole = ({ scope = [] }: { scope?: string[] }) =>
      scope.every(one => one === '*' || ownTags.includes(one.toLowerCase()));
    const counting = inForce.find(isWhole) ?? inForce[0];
    if (!counting) {
      return undefined;
    }
    const until =
      counting.end === undefined ? undefined : new Date(counting.end * 1000);
    return {
      ...(until &&
        !Number.isNaN(until.getTime()) && { until: until.toISOString() }),
      scopes: (counting.scope ?? []).slice(0, 20),
      partly: !isWhole(counting),
    };
  }
}

async function readEnvironment(
  client: DatadogClient,
  environment: string,
): Promise<EnvironmentMonitors> {
  const monitors: MonitorAnswer[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.read('monitors', monitorsAnswer, {
      path: '/api/v1/monitor',
      query: {
        monitor_tags: `env:${environment}`,
        // Those that are well may be thousands, and nobody looks at them.
        group_states: 'alert,warn,no data',
        with_downtimes: 'true',
        page,
        page_size: PAGE_SIZE,
      },
    });
    monitors.push(...answer.monitors);
    if (answer.read < PAGE_SIZE) {
      return { monitors, more: false };
    }
  }
  return { monitors, more: true };
}

function summaryOf(monitors: Monitor[]): MonitorSummary {
  const rolledUp = monitors.map(({ state, muting }) => ({
    state,
    muted: muting !== undefined && !muting.partly,
  }));
  const inState = (state: Monitor['state']) =>
    rolledUp.filter(one => one.state === state).length;
  const counts: MonitorCounts = {
    total: monitors.length,
    alert: inState('Alert'),
    warn: inState('Warn'),
    noData: inState('No Data'),
    ok: inState('OK'),
    other: 0,
    muted: rolledUp.filter(({ muted }) => muted).length,
  };
  counts.other =
    counts.total - counts.alert - counts.warn - counts.noData - counts.ok;
  return { health: rollUp(rolledUp), counts };
}
