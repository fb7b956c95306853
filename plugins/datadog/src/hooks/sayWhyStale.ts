import type { Freshness } from '@internal/plugin-datadog-common';
import { remedyOf } from '../api';

/** Adds why an answer is old, in the words that the shared panel shows above it. */
export function sayWhyStale<T extends Freshness>(
  answer: T,
): T & { staleReason?: string } {
  const { stale, problem } = answer;
  return stale && problem
    ? { ...answer, staleReason: `${problem.message} ${remedyOf(problem)}` }
    : answer;
}
