import type { Problem } from '@internal/plugin-bugsnag-common';

/** What every answer says about its age. */
interface Aged {
  stale: boolean;
  problem?: Problem;
}

/** Adds why an answer is old, in the words that the shared panel shows above it. */
export function sayWhyStale<T extends Aged>(
  answer: T,
): T & { staleReason?: string } {
  const { stale, problem } = answer;
  return stale && problem
    ? { ...answer, staleReason: `${problem.message} ${problem.remedy}` }
    : answer;
}
