import { SchedulerService } from '@backstage/backend-plugin-api';
import { AuditStore } from '../store/AuditStore';

// No request takes as long: what is still under way after this was cut off by a stop of the portal.
const UNDER_WAY_LIMIT_MS = 10 * 60 * 1000;

/** Once an hour, on one replica: settles what was cut off, and deletes what is too old. */
export async function keepAudit(
  scheduler: SchedulerService,
  store: AuditStore,
  retentionMs: number,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'keep-audit',
    scope: 'global',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 1 },
    fn: async () => {
      const now = Date.now();
      await store.giveUp(new Date(now - UNDER_WAY_LIMIT_MS));
      await store.prune(new Date(now - retentionMs));
    },
  });
}
