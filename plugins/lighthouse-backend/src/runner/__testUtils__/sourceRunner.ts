import { mockServices } from '@backstage/backend-test-utils';
import { createAuditRunner } from '../createAuditRunner';
import type { WorkerProgram } from '../WorkerProcess';

/** The worker of these sources: tests don't wait for a build. */
export const sourceWorker: WorkerProgram = {
  file: require.resolve('../worker/main.ts'),
  execArgv: [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ],
};

/**
 * The real runner with the real worker, for pages of 127.0.0.1.
 *
 * @param runner - what is configured under `lighthouse.runner`
 */
export function sourceRunner(
  runner: Record<string, string | number | boolean> = {},
) {
  return createAuditRunner({
    config: mockServices.rootConfig({
      data: {
        lighthouse: {
          // The pages are ours, and not every machine lets a browser have its sandbox.
          runner: { minimumFreeMb: 1, sandbox: false, ...runner },
          targets: { addresses: ['127.0.0.1'] },
        },
      },
    }),
    logger: mockServices.logger.mock(),
    program: sourceWorker,
  });
}
