/** Events of the same cause, as they were in the last 30 days. */
export interface ErrorSeed {
  errorClass: string;
  message: string;
  context: string;
  /** `error`, `warning` or `info`; another one is what a newer Bugsnag may say. */
  severity: string;
  /** `open`, `for_review`, `snoozed`, `fixed`, `ignored` …; another one as above. */
  status: string;
  /** Bugsnag says null where it knows of none. */
  stages: string[] | null;
  events: number;
  users: number;
  firstSeenDaysAgo: number;
  lastSeenHoursAgo: number;
  issue?: { key: string; url: string };
  comments?: number;
}

/** Sessions and users of a release, or of a day. */
export interface StabilitySeed {
  sessions: number;
  unhandledSessions: number;
  users: number;
  usersWithUnhandled: number;
}

export interface ReleaseSeed extends StabilitySeed {
  version: string;
  build?: string;
  stage: string;
  daysAgo: number;
  sessionsLastDay: number;
  newErrors: number;
  errorsSeen: number;
  commit?: string;
}

export interface ProjectSeed {
  name: string;
  slug: string;
  /** 32 hexadecimal digits. */
  apiKey: string;
  type: string;
  stages: string[];
  /** Shares from 0 to 1. */
  target?: { of: 'session' | 'user'; target: number; critical: number };
  errors: ErrorSeed[];
  /** How many small errors there are besides, so that there is more than one page. */
  further?: number;
  /** A usual day; none where sessions aren't counted. */
  day?: StabilitySeed;
  releases?: ReleaseSeed[];
}

export interface OrganizationSeed {
  name: string;
  slug: string;
  projects: ProjectSeed[];
}

/** An account of Bugsnag, as its Data Access API shows it. */
export interface BugsnagSeed {
  tokens: {
    token: string;
    /** Slugs of the organizations that its user belongs to; all of them when left out. */
    organizations?: string[];
  }[];
  /** Calls that a token may make in a minute. */
  callsPerMinute: number;
  organizations: OrganizationSeed[];
}
