import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { collectGarbage } from './collectGarbage';

const MIB = 1024 * 1024;
// It is ready by then, and no load balancer has asked it yet and sent somebody who would wait.
const AFTER_READY_MS = 1_000;

const ref = createServiceRef<object>({
  id: 'portal.memory-after-start',
  scope: 'root',
});

/**
 * Gives back what only the start needed: the schema of the configuration alone makes half a gigabyte of
 * garbage, and while the engine sees no need it keeps what it once had. Without this a portal that
 * has a hundred megabytes in use holds four times as much for as long as it runs.
 */
export default createServiceFactory({
  service: ref,
  deps: {
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  initialization: 'always',
  factory({ lifecycle, logger }) {
    lifecycle.addStartupHook(() => {
      setTimeout(async () => {
        const before = process.memoryUsage.rss();
        await collectGarbage();
        const given = before - process.memoryUsage.rss();
        logger.debug(
          `Gave ${Math.round(given / MIB)} MiB of memory back after the start`,
        );
      }, AFTER_READY_MS).unref();
    });
    return {};
  },
});
