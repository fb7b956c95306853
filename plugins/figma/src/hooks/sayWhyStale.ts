import type { Problem } from '@internal/plugin-figma-common';
import { formatExactTime } from '@internal/portal-react';

/** What every answer says about its age. */
interface Aged {
  stale: boolean;
  problem?: Problem;
  /** When Figma is asked again; only while it has told the portal to wait. */
  resumesAt?: string;
}

/** Adds why an answer is old, in the words that the shared panel shows above it. */
export function sayWhyStale<T extends Aged>(
  answer: T,
): T & { staleReason?: string } {
  const { stale, problem, resumesAt } = answer;
  if (!stale) {
    return answer;
  }
  const reasons = [
    problem && `${problem.message} ${problem.remedy}`,
    resumesAt &&
      `Nothing more is asked of Figma until ${formatExactTime(resumesAt)}.`,
  ];
  return { ...answer, staleReason: reasons.filter(Boolean).join(' ') };
}
