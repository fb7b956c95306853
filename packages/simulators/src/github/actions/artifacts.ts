import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Job, Step, WorkflowRun } from '../types';

const day = 86_400_000;
/** docs.github.com, workflow-artifacts: 90 days unless the step says otherwise. */
const defaultRetentionDays = 90;
// Zips carry a time; the same one makes the same bytes, so that the digest holds.
const zipTime = new Date('2024-01-01T00:00:00Z');

/** What a step `actions/upload-artifact` has left behind. */
export interface Artifact {
  id: number;
  name: string;
  run: WorkflowRun;
  createdAt: number;
  expiresAt: number;
  zip: Buffer;
  /** Of the zip, as `sha256:…`. */
  digest: string;
}

const made = new WeakMap<Step, Artifact>();

/**
 * The artifacts of a run, oldest first. Those of an earlier attempt stay; a job that was carried
 * over into a later one has not made them again.
 */
export function artifactsOf(run: WorkflowRun): Artifact[] {
  const steps = new Map<Step, Job>();
  for (const job of run.attempts.flatMap(({ jobs }) => jobs)) {
    for (const step of job.steps) {
      if (!steps.has(step) && step.conclusion === 'success') {
        steps.set(step, job);
      }
    }
  }
  return [...steps].flatMap(([step, job]) => {
    const planned = job.planned.steps[step.number - 2];
    if (!planned?.uses?.startsWith('actions/upload-artifact@')) {
      return [];
    }
    const known = made.get(step) ?? makeArtifact(run, job, step, planned.with);
    made.set(step, known);
    return [known];
  });
}

function makeArtifact(
  run: WorkflowRun,
  job: Job,
  step: Step,
  inputs: Record<string, string>,
): Artifact {
  const createdAt = step.completedAt!;
  const days = Number(inputs['retention-days'] ?? defaultRetentionDays);
  const zip = zipOf(inputs.path ?? '', run);
  return {
    id: 3_000_000_000 + (job.id % 1_000_000_000) * 100 + step.number,
    name: inputs.name ?? 'artifact',
    run,
    createdAt,
    expiresAt: createdAt + days * day,
    zip,
    digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
  };
}

/** One file for each line of `path`; a folder gets one that tells what it stands for. */
function zipOf(paths: string, run: WorkflowRun): Buffer {
  const files = paths
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line =>
      /\.\w+$/.test(line) ? line : `${line.replace(/\/$/, '')}/contents.txt`,
    )
    .map(name => [
      name,
      Buffer.from(
        `Simulated content of ${name}\n${run.repository.fullName} at ${run.headSha}\n`,
      ),
    ]);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: zipTime }));
}
