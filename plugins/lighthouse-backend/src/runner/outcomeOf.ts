import type { AuditOutcome } from './AuditRunner';
import { leastFreeBytes } from './profileFolders';
import type { RunnerConfig } from './runnerConfig';
import type { WorkerEnd } from './WorkerProcess';

type Failed = Extract<AuditOutcome, { status: 'failed' }>;
type Limits = Pick<
  RunnerConfig,
  'timeoutMs' | 'memoryLimitBytes' | 'minimumFreeBytes' | 'profileFolder'
>;

/** Puts the end of a worker that brought no report into words. */
export function outcomeOf(end: WorkerEnd, limits?: Limits): Failed {
  switch (end.type) {
    case 'failure':
      return { status: 'failed', ...end.failure };
    case 'timeout':
      return {
        status: 'failed',
        code: 'audit_timeout',
        message: limits
          ? `The audit had not ended after ${limits.timeoutMs / 1000} seconds: the page may never finish loading.`
          : 'The worker did not answer in time.',
        remedy:
          'Open the address in a browser. When it loads there, run the audit again, or raise lighthouse.runner.timeout.',
        retry: false,
      };
    case 'memory':
      return outOfMemory(limits);
    case 'disk':
      return outOfDisk(limits);
    case 'aborted':
      return {
        status: 'failed',
        code: 'audit_aborted',
        message: 'The audit was ended before it was done.',
        remedy: 'Run it again.',
        retry: false,
      };
    case 'died':
      return /heap out of memory/i.test(end.lastWords)
        ? outOfMemory(limits)
        : {
            status: 'failed',
            code: 'worker_died',
            message:
              `The worker ended in the middle of the audit (${end.how}).`.slice(
                0,
                1000,
              ),
            remedy:
              'If another try ends like this too, ask the platform team: the log of the portal says more.',
            retry: true,
          };
    default:
      return {
        status: 'failed',
        code: 'audit_failed',
        message: 'The worker gave an answer to another question.',
        remedy: 'Tell the platform team.',
        retry: false,
      };
  }
}

function outOfMemory(limits: Limits | undefined): Failed {
  const size = limits
    ? `${Math.round(limits.memoryLimitBytes / 1e6)} MB of memory`
    : 'memory';
  return {
    status: 'failed',
    code: 'audit_out_of_memory',
    message: `The audit used more than the ${size} that it may have.`,
    remedy: 'Make the page lighter, or raise lighthouse.runner.memoryLimitMb.',
    retry: false,
  };
}

function outOfDisk(limits: Limits | undefined): Failed {
  return {
    status: 'failed',
    code: 'disk_full',
    message: limits
      ? `The audit was ended when less than ${Math.round(leastFreeBytes(limits) / 1e6)} MB were left free in ${limits.profileFolder}, where the browser keeps its files.`.slice(
          0,
          1000,
        )
      : 'There was no space left for the files of the browser.',
    remedy:
      'Make room there, or name another folder in lighthouse.runner.profileFolder. The page itself may store too much.',
    retry: false,
  };
}
