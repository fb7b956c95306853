import type { SimulatorClock } from '../../clock';
import {
  latestAttempt,
  type Account,
  type Job,
  type RunAttempt,
  type WorkflowRun,
} from '../types';
import {
  conclusionOf,
  needsAreDone,
  statusOfNeeds,
  withDependents,
} from './dependencies';
import { evaluateCondition } from './expressions';
import { JobRunner } from './JobRunner';
import type { PlannedJob } from './plan';

/** How long things take, in milliseconds of the simulator's clock. */
export interface ActionsTiming {
  /** From a job's being queued to a runner's picking it up. */
  queueMs: number;
  /** Each step that runs. */
  stepMs: number;
  /** From a cancel request to its taking effect. */
  cancelMs: number;
}

/** What the state machine reports, in the words of GitHub's webhooks. */
export interface ActionsListener {
  run(
    action: 'requested' | 'in_progress' | 'completed',
    run: WorkflowRun,
  ): void;
  job(
    action: 'queued' | 'in_progress' | 'completed',
    run: WorkflowRun,
    job: Job,
  ): void;
}

/**
 * Drives runs from queued over in_progress to completed on a clock: jobs in the order of `needs`,
 * steps one after another, conditions, cancellation and re-runs.
 *
 * Assumed, as GitHub does not document it: a job appears in the API once its `needs` are done.
 */
export class ActionsStateMachine {
  private readonly jobs: JobRunner;

  constructor(
    private readonly clock: SimulatorClock,
    private readonly timing: ActionsTiming,
    private readonly listener: ActionsListener,
    private readonly nextJobId: () => number,
  ) {
    this.jobs = new JobRunner(clock, timing, {
      job: (action, run, job) => this.jobChanged(action, run, job),
    });
  }

  /** Starts the first attempt of a run. */
  start(run: WorkflowRun, plan: PlannedJob[]): void {
    this.beginAttempt(run, plan, run.actor, []);
    // GitHub sends `requested` for a new run, but not for a re-run.
    this.listener.run('requested', run);
    this.createReadyJobs(run);
  }

  /**
   * Starts another attempt under the same run id.
   * @param again - which jobs run again; the others are carried over with their result
   */
  rerun(run: WorkflowRun, actor: Account, again: (job: Job) => boolean): void {
    const previous = latestAttempt(run);
    const planned = previous.jobs.filter(again).map(job => job.planned);
    const runsAgain = withDependents(previous.plan, planned);
    const kept = previous.jobs.filter(job => !runsAgain.has(job.planned));
    this.beginAttempt(run, previous.plan, actor, kept);
    this.createReadyJobs(run);
  }

  /** Asks for cancellation; `force` stops at once and skips what would still run by `always()`. */
  cancel(run: WorkflowRun, force: boolean): void {
    const attempt = latestAttempt(run);
    if (force) {
      this.stop(run, attempt);
    } else if (!attempt.cancelRequested) {
      attempt.cancelRequested = true;
      this.clock.schedule(this.timing.cancelMs, () =>
        this.applyCancel(run, attempt),
      );
    }
  }

  private beginAttempt(
    run: WorkflowRun,
    plan: PlannedJob[],
    actor: Account,
    kept: Job[],
  ): void {
    const number = run.attempts.length + 1;
    run.attempts.push({
      number,
      status: 'queued',
      conclusion: null,
      startedAt: this.clock.now(),
      updatedAt: this.clock.now(),
      triggeringActor: actor,
      plan,
      jobs: kept.map(job => ({
        ...job,
        id: this.nextJobId(),
        attempt: number,
      })),
      cancelRequested: false,
    });
  }

  private createReadyJobs(run: WorkflowRun): void {
    const attempt = latestAttempt(run);
    for (let created = true; created;) {
      created = false;
      for (const planned of attempt.plan) {
        const isOpen = !attempt.jobs.some(job => job.planned === planned);
        if (isOpen && needsAreDone(attempt, planned)) {
          this.createJob(run, attempt, planned);
          created = true;
        }
      }
    }
    this.completeIfDone(run, attempt);
  }

  private createJob(
    run: WorkflowRun,
    attempt: RunAttempt,
    planned: PlannedJob,
  ): void {
    const job = this.addJob(run, attempt, planned);
    const context = {
      values: planned.values,
      status: statusOfNeeds(attempt, planned),
    };
    if (evaluateCondition(planned.condition, context)) {
      this.listener.job('queued', run, job);
      this.jobs.queue(run, attempt, job);
    } else {
      this.skip(run, job);
    }
  }

  private addJob(
    run: WorkflowRun,
    attempt: RunAttempt,
    planned: PlannedJob,
  ): Job {
    const job: Job = {
      id: this.nextJobId(),
      runId: run.id,
      attempt: attempt.number,
      planned,
      name: planned.name,
      status: 'queued',
      conclusion: null,
      createdAt: this.clock.now(),
      steps: [],
    };
    attempt.jobs.push(job);
    return job;
  }

  private skip(run: WorkflowRun, job: Job): void {
    const now = this.clock.now();
    Object.assign(job, {
      status: 'completed',
      conclusion: 'skipped',
      startedAt: now,
      completedAt: now,
    });
    this.listener.job('completed', run, job);
  }

  private jobChanged(
    action: 'in_progress' | 'completed',
    run: WorkflowRun,
    job: Job,
  ): void {
    const attempt = latestAttempt(run);
    attempt.updatedAt = this.clock.now();
    if (action === 'in_progress' && attempt.status === 'queued') {
      attempt.status = 'in_progress';
      this.listener.run('in_progress', run);
    }
    this.listener.job(action, run, job);
    if (action === 'completed') {
      this.createReadyJobs(run);
    }
  }

  private applyCancel(run: WorkflowRun, attempt: RunAttempt): void {
    if (attempt.status !== 'completed') {
      attempt.jobs
        .filter(job => job.status !== 'completed')
        .forEach(job => this.jobs.cancel(run, attempt, job));
      this.createReadyJobs(run);
    }
  }

  private stop(run: WorkflowRun, attempt: RunAttempt): void {
    attempt.cancelRequested = true;
    const open = attempt.jobs.filter(job => job.status !== 'completed');
    attempt.plan
      .filter(planned => !attempt.jobs.some(job => job.planned === planned))
      .forEach(planned => this.skip(run, this.addJob(run, attempt, planned)));
    open.forEach(job => this.jobs.kill(run, job));
    this.completeIfDone(run, attempt);
  }

  private completeIfDone(run: WorkflowRun, attempt: RunAttempt): void {
    const isDone =
      attempt.jobs.every(job => job.status === 'completed') &&
      attempt.plan.every(planned =>
        attempt.jobs.some(job => job.planned === planned),
      );
    if (isDone && attempt.status !== 'completed') {
      attempt.status = 'completed';
      attempt.conclusion = conclusionOf(attempt);
      attempt.updatedAt = this.clock.now();
      this.listener.run('completed', run);
    }
  }
}
