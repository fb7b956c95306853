import { useApi } from '@backstage/frontend-plugin-api';
import { LogBuffer } from '@internal/portal-react';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** Often enough to see it grow, seldom enough to leave the page time. */
const SHOW_EVERY_MS = 250;
/** A log may take 100 MB of the browser's memory, so it goes soon after it was closed. */
const KEEP_MS = 30_000;

/** A log as far as it was read. */
export interface JobLogProgress {
  /** The same object while it grows. */
  log: LogBuffer;
  lineCount: number;
  byteCount: number;
  isComplete: boolean;
}

/**
 * The log of a finished job, read bit by bit and shown while it is read; leaving it ends the
 * reading. It never changes, so it is read once.
 */
export function useJobLog(entityRef: string, runId: number, jobId: number) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery<JobLogProgress>({
    queryKey: queryKeys.log(entityRef, runId, jobId),
    queryFn: async ({ client, queryKey, signal }) => {
      const log = new LogBuffer();
      const progress = (isComplete: boolean): JobLogProgress => {
        const { lineCount, byteCount } = log;
        return { log, lineCount, byteCount, isComplete };
      };
      let shownAt = 0;
      for await (const bytes of await api.getJobLog(
        entityRef,
        runId,
        jobId,
        signal,
      )) {
        signal.throwIfAborted();
        log.append(bytes);
        if (performance.now() - shownAt > SHOW_EVERY_MS) {
          client.setQueryData(queryKey, progress(false));
          shownAt = performance.now();
        }
      }
      log.end();
      return progress(true);
    },
    staleTime: Infinity,
    gcTime: KEEP_MS,
    // Nobody wants 90 MB twice without having asked.
    retry: false,
  });
}
