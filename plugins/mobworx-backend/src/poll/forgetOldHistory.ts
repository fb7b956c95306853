import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { HistoryStore } from '../store/HistoryStore';
import type { SnapshotStore } from '../store/SnapshotStore';
import type { StudioRequestStore } from '../store/StudioRequestStore';

const DAY_MS = 86_400_000;

/** Keeps the history as long as it is configured: single looks for days, hours of them for months. */
export async function forgetOldHistory(
  scheduler: SchedulerService,
  options: {
    rawDays: number;
    hourlyDays: number;
    history: HistoryStore;
    snapshots: SnapshotStore;
    studioRequests: StudioRequestStore;
  },
): Promise<void> {
  const { rawDays, hourlyDays, history, snapshots, studioRequests } = options;
  await scheduler.scheduleTask({
    id: 'forget-old-history',
    scope: 'global',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    async fn() {
      const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
      await history.rollUp(ago(rawDays), ago(hourlyDays));
      // Rooms that have ended, and what is no longer configured.
      await snapshots.forgetBefore(ago(1));
      // Nobody sends a form again that old.
      await studioRequests.forgetBefore(ago(hourlyDays));
    },
  });
}
