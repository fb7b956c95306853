import type {
  StabilityPoint,
  StabilityTarget,
} from '@internal/plugin-bugsnag-common';
import type { StatusTone } from '@internal/portal-react';

const count = new Intl.NumberFormat('en');

/** A whole number. */
export const formatCount = (value: number) => count.format(value);

/** A count with its noun. */
export const countOf = (value: number, one: string, many = `${one}s`) =>
  `${formatCount(value)} ${value === 1 ? one : many}`;

/**
 * A share as a percentage. It is cut, not rounded: what isn't 100% is never shown as 100%, and what
 * misses a target never as what reached it.
 */
export function formatShare(share: number): string {
  // 0.29 * 10000 is 2899.9999999999995.
  const hundredths = Math.floor(share * 10_000 + 1e-6);
  return `${hundredths / 100}%`;
}

/** What a share without crashes means beside what the team wants. */
export interface Judged {
  tone: StatusTone;
  /** Such as `below the target of 99.5%`; undefined where nothing is held against it. */
  verdict?: string;
}

/** Holds a share against the team's target. */
export function judge(
  share: number,
  target: StabilityTarget | undefined,
): Judged {
  if (target?.critical !== undefined && share < target.critical) {
    return {
      tone: 'failure',
      verdict: `critical: below ${formatShare(target.critical)}`,
    };
  }
  if (target?.target === undefined) {
    return { tone: 'neutral' };
  }
  return share < target.target
    ? {
        tone: 'warning',
        verdict: `below the target of ${formatShare(target.target)}`,
      }
    : {
        tone: 'success',
        verdict: `target of ${formatShare(target.target)} reached`,
      };
}

type Stable = Pick<StabilityPoint, 'sessionStability' | 'userStability'>;

/** The share that the team's target is about: of sessions, unless it says users. */
export function shareOf(
  { sessionStability, userStability }: Stable,
  target: StabilityTarget | undefined,
): number | undefined {
  return target?.of === 'users' ? userStability : sessionStability;
}

/** What is counted, for sentences. */
export const countedIn = (target: StabilityTarget | undefined) =>
  target?.of === 'users' ? 'users' : 'sessions';
