import type { LighthouseState } from '@internal/plugin-lighthouse-common';
import type { LighthouseConfig } from '../config';
import type { AuditRunner } from '../runner/AuditRunner';
import type { AuditQueueStore } from '../store/AuditQueueStore';

/** Whether the portal can audit, and when it does so by itself. */
export class StateService {
  readonly #options: {
    config: LighthouseConfig;
    runner: AuditRunner;
    queue: AuditQueueStore;
  };

  constructor(options: {
    config: LighthouseConfig;
    runner: AuditRunner;
    queue: AuditQueueStore;
  }) {
    this.#options = options;
  }

  async read(may: LighthouseState['may']): Promise<LighthouseState> {
    const { config, runner, queue } = this.#options;
    const [availability, counts] = await Promise.all([
      runner.availability(),
      queue.counts(),
    ]);
    const { schedule, notice, baseUrl } = config;
    return {
      runner: {
        ...availability,
        kind: baseUrl === undefined ? 'portal' : 'audit-service',
      },
      ...(schedule && {
        schedule: { cron: schedule.cron, formFactors: schedule.formFactors },
      }),
      queue: counts,
      ...(notice !== undefined && { notice }),
      may,
      at: new Date().toISOString(),
    };
  }
}
