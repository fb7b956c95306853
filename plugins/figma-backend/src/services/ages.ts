import type { Problem } from '@internal/plugin-figma-common';
import type { CodedError } from '@internal/upstream-node';
import { problemOf, resumesAtOf } from '../problems';

/** How old something is, in the form of the contract. */
export interface Age {
  fetchedAt: string;
  stale: boolean;
  problem?: Problem;
  resumesAt?: string;
}

/**
 * The age of what was fetched at a moment.
 *
 * @param failure - why it couldn't be fetched again since
 */
export function ageOf(fetchedAt: number, failure?: CodedError): Age {
  const resumesAt = resumesAtOf(failure);
  return {
    fetchedAt: new Date(fetchedAt).toISOString(),
    stale: failure !== undefined,
    ...(failure && { problem: problemOf(failure) }),
    ...(resumesAt && { resumesAt }),
  };
}

/** One age for what is made of several parts: the oldest that isn't fresh, and the first reason. */
export function combineAges(first: Age, ...others: Age[]): Age {
  const stale = [first, ...others].filter(age => age.stale);
  if (stale.length === 0) {
    return first;
  }
  const oldest = stale.reduce((one, other) =>
    other.fetchedAt < one.fetchedAt ? other : one,
  );
  const waits = stale.find(({ resumesAt }) => resumesAt);
  return {
    fetchedAt: oldest.fetchedAt,
    stale: true,
    ...((waits ?? oldest).problem && { problem: (waits ?? oldest).problem }),
    ...(waits && { resumesAt: waits.resumesAt }),
  };
}
