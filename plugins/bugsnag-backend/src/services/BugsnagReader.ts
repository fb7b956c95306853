import { Remembered } from '@internal/upstream-node';
import type { BugsnagConfig } from '../config';
import { problem } from '../problems';
import { BugsnagClient } from '../upstream/BugsnagClient';
import { ErrorService } from './ErrorService';
import { Projects } from './Projects';
import { ReleaseService } from './ReleaseService';
import { StabilityService } from './StabilityService';
import { SummaryService } from './SummaryService';
import { TrendService } from './TrendService';

// A page of errors has about 30 kB.
const MAX_VALUES = 1_000;
// Bugsnag may ask to be left alone for days; what is old says so.
const STALE_MS = 7 * 86_400_000;

interface Services {
  summaries: SummaryService;
  errors: ErrorService;
  trend: TrendService;
  stability: StabilityService;
  releases: ReleaseService;
}

/** Everything that is read of Bugsnag. */
export class BugsnagReader {
  readonly #services?: Services;

  constructor({
    account,
    cacheTtlMs,
    timeoutMs,
    resultsPerPage,
  }: BugsnagConfig) {
    if (!account) {
      return;
    }
    const client = new BugsnagClient(account, { timeoutMs });
    const remembered = new Remembered({
      ttlMs: cacheTtlMs,
      staleMs: STALE_MS,
      max: MAX_VALUES,
    });
    const projects = new Projects(client, remembered);
    const stability = new StabilityService(client, projects, remembered);
    this.#services = {
      summaries: new SummaryService(client, projects, stability, remembered),
      errors: new ErrorService(client, projects, remembered, resultsPerPage),
      trend: new TrendService(client, projects, remembered),
      stability,
      releases: new ReleaseService(client, projects, remembered),
    };
  }

  get summaries() {
    return this.#connected().summaries;
  }

  get errors() {
    return this.#connected().errors;
  }

  get trend() {
    return this.#connected().trend;
  }

  get stability() {
    return this.#connected().stability;
  }

  get releases() {
    return this.#connected().releases;
  }

  /** @throws NotFoundError with code `not_configured` */
  #connected(): Services {
    if (!this.#services) {
      throw problem(
        'absent',
        'not_configured',
        'The portal has no access to Bugsnag: the configuration has no bugsnag.token.',
        'The platform team can set bugsnag.token to a personal auth token, and bugsnag.apiBaseUrl where Bugsnag runs on premises.',
      );
    }
    return this.#services;
  }
}
