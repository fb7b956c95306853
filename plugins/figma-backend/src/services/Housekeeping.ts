import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { ImageStore } from '../store/ImageStore';
import type { PartStore } from '../store/PartStore';

const DAY = 86_400_000;
/** Files that nobody has looked at for so long are forgotten with their pictures. */
const UNUSED_MS = 60 * DAY;
/** Longer than a delivery may be repeated. */
const DELIVERIES_MS = 2 * DAY;

const HOUSEKEEPING = 'figma-housekeeping';

/** What {@link scheduleHousekeeping} clears. */
export interface Cleared {
  files: PartStore;
  images: ImageStore;
  deliveries: DeliveryStore;
}

/** Forgets once a day what nobody needs any more. */
export async function scheduleHousekeeping(
  { scheduler, logger }: { scheduler: SchedulerService; logger: LoggerService },
  { files, images, deliveries }: Cleared,
  now: () => number = Date.now,
): Promise<void> {
  await scheduler.scheduleTask({
    id: HOUSEKEEPING,
    frequency: { days: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 10 },
    fn: async () => {
      await deliveries.removeBefore(now() - DELIVERIES_MS);
      const unused = await files.unusedSince(now() - UNUSED_MS);
      await images.removeFiles(unused);
      await files.removeFiles(unused);
      if (unused.length > 0) {
        logger.info(
          `Forgot ${unused.length} design files that nobody looks at`,
        );
      }
    },
  });
}
