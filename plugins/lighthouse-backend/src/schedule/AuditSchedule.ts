import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { FormFactor } from '@internal/plugin-lighthouse-common';
import type { CatalogWebsites } from '../catalog/CatalogWebsites';
import type { LighthouseConfig, ScheduleConfig } from '../config';
import type { AuditChanges } from '../queue/AuditChanges';
import type { AuditWorker } from '../queue/AuditWorker';
import type { AuditQueueStore } from '../store/AuditQueueStore';
import type { AuditStore } from '../store/AuditStore';
import type { WebsiteStore } from '../store/WebsiteStore';

const DAY_MS = 86_400_000;

export interface AuditScheduleOptions {
  scheduler: SchedulerService;
  config: LighthouseConfig;
  declared: CatalogWebsites;
  queue: AuditQueueStore;
  worker: AuditWorker;
  changes: AuditChanges;
  audits: AuditStore;
  websites: WebsiteStore;
}

/** What the portal does by itself, and when. */
export class AuditSchedule {
  readonly #options: AuditScheduleOptions;

  constructor(options: AuditScheduleOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { scheduler, config, worker } = this.#options;
    await scheduler.scheduleTask({
      id: 'work-queue',
      // Each process has a worker of its own; they share the queue.
      scope: 'local',
      frequency: { seconds: 5 },
      timeout: { seconds: 30 },
      fn: () => worker.tick(),
    });
    await scheduler.scheduleTask({
      id: 'forget-old-audits',
      scope: 'global',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      fn: () => this.#forgetOld(),
    });
    if (config.schedule) {
      await this.#startRounds(config.schedule);
    }
  }

  async #startRounds(schedule: ScheduleConfig): Promise<void> {
    const { scheduler, websites } = this.#options;
    await scheduler.scheduleTask({
      id: 'audit-all-pages',
      // Of several processes of the portal one asks.
      scope: 'global',
      frequency: { cron: schedule.cron },
      timeout: { minutes: 10 },
      fn: async () => this.#ask(await this.#pages(schedule), schedule),
    });
    await scheduler.scheduleTask({
      id: 'audit-new-pages',
      scope: 'global',
      frequency: { milliseconds: schedule.lookForNewPagesMs },
      timeout: { minutes: 10 },
      fn: async () =>
        this.#ask(await websites.neverAudited(await this.#pages(schedule))),
    });
  }

  async #pages({ formFactors }: ScheduleConfig) {
    const urls = await this.#options.declared.list();
    return urls.flatMap(url =>
      formFactors.map(formFactor => ({ url, formFactor })),
    );
  }

  /**
   * Asks also while nobody can run an audit: they wait, each page once, and no round is lost because
   * a browser or an audit-service was away for a moment.
   *
   * @param spread - absent for as soon as possible
   */
  async #ask(
    pages: Array<{ url: string; formFactor: FormFactor }>,
    spread?: ScheduleConfig,
  ): Promise<void> {
    const { queue, worker, changes } = this.#options;
    if (pages.length === 0) {
      return;
    }
    const start = Date.now();
    const stepMs = (spread?.spreadOverMs ?? 0) / pages.length;
    for (const [index, page] of pages.entries()) {
      const { audit, joined } = await queue.add({
        ...page,
        requestedBy: { type: 'schedule' },
        notBefore: Math.round(start + index * stepMs),
      });
      if (!joined) {
        await changes.tell(audit.id);
      }
    }
    worker.wake();
  }

  async #forgetOld(): Promise<void> {
    const { audits, config } = this.#options;
    const { days, perPage } = config.retention;
    await audits.forgetOld({
      before: new Date(Date.now() - days * DAY_MS),
      keep: perPage,
    });
  }
}
