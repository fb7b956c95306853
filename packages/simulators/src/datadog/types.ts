/** A span before the present: `35m`, `3h` or `2d`. */
export type Ago = string;

/** State of a monitor or of a group of it. */
export type MonitorState =
  'Alert' | 'Warn' | 'No Data' | 'OK' | 'Ignored' | 'Skipped' | 'Unknown';

export interface MonitorSeed {
  id: number;
  name: string;
  type: string;
  query: string;
  message?: string;
  priority?: number;
  state: MonitorState;
  /** Since when it is in that state. */
  since: Ago;
  tags: string[];
  /** Its groups, where it watches several. */
  groups?: Array<{ name: string; state: MonitorState; since: Ago }>;
  /** A downtime in force; without `end` it lasts until somebody ends it. */
  downtime?: { scope: string[]; start: Ago; endsIn?: Ago };
}

export interface SloSeed {
  /** 32 hexadecimal digits. */
  id: string;
  name: string;
  description?: string;
  type: 'metric' | 'monitor' | 'time_slice';
  tags: string[];
  /** What was reached by time frame; without it there is no data. */
  timeframes: Array<{
    timeframe: '7d' | '30d' | '90d';
    target: number;
    warning?: number;
    sli?: number;
  }>;
}

export interface IncidentSeed {
  /** The number that people call it by. */
  number: number;
  title: string;
  severity: string;
  state: 'active' | 'stable' | 'resolved';
  services: string[];
  /** A field of the organisation's own; most incidents have none. */
  env?: string;
  since: Ago;
  customerImpact?: string;
}

export interface EventSeed {
  title: string;
  message?: string;
  at: Ago;
  status: string;
  source: string;
  tags: string[];
}

export interface DashboardSeed {
  id: string;
  title: string;
  description?: string;
  author: string;
  changed: Ago;
}

/** A service that sends traces from an environment. */
export interface ServiceSeed {
  name: string;
  env: string;
  calls: string[];
  /** Requests a second on average. */
  requests: number;
  /** Errors a second on average. */
  errors: number;
  /** Seconds. */
  p95: number;
  /** Since when it does badly: ten times the errors, three times the latency. */
  troubledSince?: Ago;
}

/** An organisation in Datadog. */
export interface DatadogSeed {
  apiKeys: string[];
  /** Application keys; one without scopes may do whatever its owner may. */
  applicationKeys: Array<{ key: string; scopes?: string[] }>;
  monitors: MonitorSeed[];
  slos: SloSeed[];
  incidents: IncidentSeed[];
  events: EventSeed[];
  dashboards: DashboardSeed[];
  services: ServiceSeed[];
}
