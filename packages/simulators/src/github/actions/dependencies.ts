import type { Conclusion, RunAttempt, Status } from '../types';
import type { PlannedJob } from './plan';

/** Whether a job is the one that is needed, or belongs to the workflow that the needed one calls. */
const isOf = (key: string, needed: string): boolean =>
  key === needed || key.startsWith(`${needed}/`);

/** Whether all that a planned job needs has come to an end. */
export function needsAreDone(
  attempt: RunAttempt,
  planned: PlannedJob,
): boolean {
  return planned.needs.every(key => {
    const wanted = attempt.plan.filter(other => isOf(other.key, key));
    return wanted.every(other =>
      attempt.jobs.some(
        job => job.planned === other && job.status === 'completed',
      ),
    );
  });
}

/** What the status functions of a job's condition see. */
export function statusOfNeeds(
  attempt: RunAttempt,
  planned: PlannedJob,
): 'success' | 'failure' | 'cancelled' {
  if (attempt.cancelRequested) {
    return 'cancelled';
  }
  const needed = attempt.jobs.filter(job =>
    planned.needs.some(need => isOf(job.planned.key, need)),
  );
  if (needed.some(job => job.conclusion === 'failure')) {
    return 'failure';
  }
  return needed.every(job => job.conclusion === 'success')
    ? 'success'
    : 'cancelled';
}

/** The status of an attempt that has not ended: that of its job which is furthest on. */
export function statusOfOpenJobs(attempt: RunAttempt): Status {
  const open = attempt.jobs
    .map(job => job.status)
    .filter(status => status !== 'completed');
  if (open.length > 0 && !open.includes('in_progress')) {
    const held = (['waiting', 'pending'] as const).find(
      status => open.includes(status) && !open.includes('queued'),
    );
    if (held) {
      return held;
    }
  }
  return attempt.begun ? 'in_progress' : 'queued';
}

/** The conclusion of an attempt whose jobs are all done. */
export function conclusionOf(attempt: RunAttempt): Conclusion {
  const conclusions = attempt.jobs.map(job => job.conclusion);
  if (conclusions.includes('failure')) {
    return 'failure';
  }
  if (conclusions.includes('cancelled') || attempt.cancelRequested) {
    return 'cancelled';
  }
  return conclusions.every(conclusion => conclusion === 'skipped')
    ? 'skipped'
    : 'success';
}

/** The planned jobs and all that depend on them. */
export function withDependents(
  plan: PlannedJob[],
  planned: PlannedJob[],
): Set<PlannedJob> {
  const all = new Set(planned);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    const keys = [...all].map(job => job.key);
    plan
      .filter(job => job.needs.some(need => keys.some(key => isOf(key, need))))
      .forEach(job => all.add(job));
  }
  return all;
}
