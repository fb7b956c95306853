import type { Job } from '@internal/plugin-github-workflows-common';
import { describeStatus } from '../RunStatus';

/** A job under the name that is left of it inside its group. */
export interface LabelledJob {
  kind: 'job';
  job: Job;
  label: string;
}

/** Jobs of one matrix, or of one call of a reusable workflow. */
export interface JobGroup {
  kind: 'matrix' | 'call';
  name: string;
  /** All of them, also those in groups of the group. */
  jobs: Job[];
  items: JobItem[];
}

export type JobItem = LabelledJob | JobGroup;

/** Where GitHub puts ` / ` between caller and called job; the values of a matrix may have one too. */
function endOfCaller(label: string): number {
  let depth = 0;
  for (let at = 0; at < label.length; at++) {
    if (label[at] === '(') depth += 1;
    if (label[at] === ')') depth -= 1;
    if (depth <= 0 && at > 0 && label.startsWith(' / ', at)) return at;
  }
  return -1;
}

/** The group that a name belongs to, and what is left of the name inside of it. */
function placeOf(label: string) {
  const caller = endOfCaller(label);
  if (caller !== -1) {
    return {
      kind: 'call' as const,
      name: label.slice(0, caller),
      rest: label.slice(caller + 3),
    };
  }
  const matrix = /^(.+?) \((.+)\)$/.exec(label);
  return (
    matrix && { kind: 'matrix' as const, name: matrix[1], rest: matrix[2] }
  );
}

function jobsOf(item: JobItem): Job[] {
  return item.kind === 'job' ? [item.job] : item.jobs;
}

function hasFailure(item: JobItem): boolean {
  return jobsOf(item).some(job => describeStatus(job).tone === 'failure');
}

function failuresFirst(items: JobItem[]): JobItem[] {
  return [
    ...items.filter(hasFailure),
    ...items.filter(item => !hasFailure(item)),
  ];
}

interface Bucket {
  place: ReturnType<typeof placeOf>;
  entries: LabelledJob[];
}

function toItem({ place, entries }: Bucket): JobItem {
  // "test (22)" alone is a job like any other.
  if (!place || (place.kind === 'matrix' && entries.length === 1)) {
    return entries[0];
  }
  const { kind, name } = place;
  const inside = entries.map(entry => ({
    ...entry,
    label: placeOf(entry.label)!.rest,
  }));
  return {
    kind,
    name,
    jobs: entries.map(({ job }) => job),
    items: kind === 'call' ? group(inside) : failuresFirst(inside),
  };
}

function group(entries: LabelledJob[]): JobItem[] {
  const buckets = new Map<string, Bucket>();
  for (const entry of entries) {
    const place = placeOf(entry.label);
    const key = place ? `${place.kind} ${place.name}` : `job ${entry.job.id}`;
    const bucket = buckets.get(key) ?? { place, entries: [] };
    bucket.entries.push(entry);
    buckets.set(key, bucket);
  }
  return failuresFirst([...buckets.values()].map(toItem));
}

/**
 * Puts the jobs of a matrix together, and those that a reusable workflow has made, by the names
 * that GitHub gives them: `test (22, ubuntu)` and `deploy / test`. Failures come first,
 * otherwise the order stays.
 */
export function groupJobs(jobs: Job[]): JobItem[] {
  return group(jobs.map(job => ({ kind: 'job', job, label: job.name })));
}

/** How many of the jobs have come to which outcome, in the order of their first appearance. */
export function countOutcomes(jobs: Job[]) {
  const counts = new Map<string, { item: Job; count: number }>();
  for (const job of jobs) {
    const { label } = describeStatus(job);
    const counted = counts.get(label);
    counts.set(label, { item: job, count: (counted?.count ?? 0) + 1 });
  }
  return [...counts].map(([label, { item, count }]) => ({
    label,
    item,
    count,
  }));
}

/** Whether there is nothing about the jobs that somebody would have to look at. */
export function isAllWell(jobs: Job[]): boolean {
  return jobs.every(
    ({ conclusion }) => conclusion === 'success' || conclusion === 'skipped',
  );
}
