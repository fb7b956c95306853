import { Environment } from '@internal/plugin-datadog-common';
import { Remembered } from '@internal/upstream-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DatadogConfig } from '../config';
import { problem } from '../problems';
import { DatadogClient, notConfigured } from '../upstream/DatadogClient';
import { Asked } from './Asked';
import { DashboardService } from './DashboardService';
import { DependencyService } from './DependencyService';
import { EventService } from './EventService';
import { IncidentService } from './IncidentService';
import { MonitorService } from './MonitorService';
import { SignalService } from './SignalService';
import { SloHistoryService } from './SloHistoryService';
import { SloService } from './SloService';
import { StatusService } from './StatusService';
import { SummaryService } from './SummaryService';

// While Datadog tells the portal to wait for days, what it said before is still shown, with its age.
const STALE_MS = 7 * 86_400_000;

/** Everything that is read of Datadog. */
export class DatadogReader {
  readonly monitors: MonitorService;
  readonly slos: SloService;
  readonly sloHistory: SloHistoryService;
  readonly incidents: IncidentService;
  readonly events: EventService;
  readonly dashboards: DashboardService;
  readonly dependencies: DependencyService;
  readonly signals: SignalService;
  readonly summaries: SummaryService;
  readonly status: StatusService;

  constructor(
    readonly config: DatadogConfig,
    catalog: CatalogService,
    now: () => number = Date.now,
  ) {
    const { webUrl, cacheTtlMs } = config;
    const asked = new Asked(
      new DatadogClient(config, now),
      new Remembered({ ttlMs: cacheTtlMs, staleMs: STALE_MS }),
    );
    this.monitors = new MonitorService(asked, webUrl, now);
    this.slos = new SloService(asked, webUrl);
    this.sloHistory = new SloHistoryService(asked, this.slos, now);
    this.incidents = new IncidentService(asked, webUrl);
    this.events = new EventService(asked, webUrl);
    this.dashboards = new DashboardService(asked, webUrl);
    this.dependencies = new DependencyService(asked, catalog, webUrl, now);
    this.signals = new SignalService(asked, webUrl, now);
    this.summaries = new SummaryService(this, webUrl);
    this.status = new StatusService(asked.client, config, now);
  }

  /** @throws NotFoundError with code `environment_unknown` */
  environment(name: string): Environment {
    const { environments } = this.config;
    const found = environments.find(one => one.name === name);
    if (!found) {
      throw problem(
        'absent',
        'environment_unknown',
        `The portal has no Datadog environment ${name}.`,
        `Choose one of ${environments.map(one => one.name).join(', ')}, or let the platform team add it to datadog.environments.`,
      );
    }
    return found;
  }

  /** @throws NotFoundError with code `not_configured` */
  requireKeys(): void {
    if (!this.config.keys) {
      throw notConfigured();
    }
  }
}
