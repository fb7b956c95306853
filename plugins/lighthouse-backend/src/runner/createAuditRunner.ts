import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { readTargetsConfig } from '../targets/targetsConfig';
import { ChromiumRunner } from './ChromiumRunner';
import { readRunnerConfig } from './runnerConfig';
import type { WorkerProgram } from './WorkerProcess';

/**
 * Makes the portal's own runner.
 *
 * @param options.program - another way to start the worker; for tests, which run from the sources
 * @throws InputError when the configuration can't be used
 */
export function createAuditRunner(options: {
  config: RootConfigService;
  logger: LoggerService;
  program?: WorkerProgram;
}): ChromiumRunner {
  const { config, ...others } = options;
  return new ChromiumRunner({
    ...others,
    config: readRunnerConfig(config),
    listedAddresses: readTargetsConfig(config).addresses,
  });
}
