import { mockServices } from '@backstage/backend-test-utils';
import { createAuditTargets } from '../../targets/createAuditTargets';
import type { Lookup } from '../../targets/reachableAddresses';
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
 * The real runner with the real worker, for pages of this machine.
 *
 * @param runner - what is configured under `lighthouse.runner`
 * @param options.lookup - how names lead on when the portal looks; not for the worker
 */
export function sourceRunner(
  runner: Record<string, string | number | boolean> = {},
  options: { lookup?: Lookup } = {},
) {
  const config = mockServices.rootConfig({
    data: {
      lighthouse: {
        runner: { minimumFreeMb: 1, ...runner },
        targets: {
          hosts: ['127.0.0.1', 'localhost', 'declared.example'],
          addresses: ['127.0.0.1'],
        },
      },
    },
  });
  return createAuditRunner({
    config,
    logger: mockServices.logger.mock(),
    targets: createAuditTargets({
      config,
      declared: { has: async () => false },
      ...options,
    }),
    program: sourceWorker,
  });
}
