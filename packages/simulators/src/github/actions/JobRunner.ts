import type { SimulatorClock } from '../../clock';
import type { Conclusion, Job, RunAttempt, Step, WorkflowRun } from '../types';
import { evaluateCondition } from './expressions';
import { completeOutput, setUpOutput, stepOutput } from './logs';
import type { PlannedStep } from './plan';
import type { ActionsTiming } from './stateMachine';

/** Reports a job's being picked up and its end. */
export interface JobListener {
  job(action: 'in_progress' | 'completed', run: WorkflowRun, job: Job): void;
}

type JobOutcome = 'success' | 'failure' | 'cancelled';

/** A script fails when it says so: this is how a seed writes a job that fails. */
const fails = (step: PlannedStep): boolean => /\bexit 1\b/.test(step.run ?? '');

/** Runs the steps of one job after another on the clock. */
export class JobRunner {
  private readonly pending = new Map<Job, () => void>();
  private readonly outcomes = new Map<Job, JobOutcome>();
  private readonly held = new Set<string>();
  private readonly standing = new Map<Job, { branch: string; goOn(): void }>();
  private runners = 0;

  constructor(
    private readonly clock: SimulatorClock,
    private readonly timing: ActionsTiming,
    private readonly listener: JobListener,
  ) {}

  /** Waits for a runner, then runs the job. */
  queue(run: WorkflowRun, attempt: RunAttempt, job: Job): void {
    this.outcomes.set(job, 'success');
    this.after(job, this.timing.queueMs, () => this.pickUp(run, attempt, job));
  }

  /** Lets the jobs of a branch begin, and stand still in their first step until they are cancelled. */
  hold(branch: string): void {
    this.held.add(branch);
  }

  /** Lets the jobs of a branch go on. */
  release(branch: string): void {
    this.held.delete(branch);
    for (const [job, stands] of this.standing) {
      if (stands.branch === branch) {
        this.standing.delete(job);
        stands.goOn();
      }
    }
  }

  /** Forgets what is held. */
  clear(): void {
    this.held.clear();
    this.standing.clear();
  }

  /** Interrupts the running step; steps with `always()` or `cancelled()` still run. */
  cancel(run: WorkflowRun, attempt: RunAttempt, job: Job): void {
    this.pending.get(job)?.();
    if (job.status !== 'in_progress') {
      this.complete(run, job, 'cancelled');
      return;
    }
    this.outcomes.set(job, 'cancelled');
    const current = job.steps.find(step => step.status === 'in_progress');
    if (current) {
      current.output.push('##[error]The operation was canceled.');
      this.finishStep(current, 'cancelled');
    }
    this.nextStep(run, attempt, job);
  }

  /** Ends the job at once. */
  kill(run: WorkflowRun, job: Job): void {
    this.pending.get(job)?.();
    for (const step of job.steps.filter(
      ({ status }) => status !== 'completed',
    )) {
      this.finishStep(
        step,
        step.status === 'in_progress' ? 'cancelled' : 'skipped',
      );
    }
    this.complete(run, job, 'cancelled');
  }

  /** Ends a job that never began, with GitHub's reason. */
  refuse(run: WorkflowRun, job: Job, reason: string): void {
    job.refusal = reason;
    this.complete(run, job, 'failure');
  }

  private pickUp(run: WorkflowRun, attempt: RunAttempt, job: Job): void {
    this.runners += 1;
    job.status = 'in_progress';
    job.startedAt = this.clock.now();
    job.runnerId = this.runners;
    const names = [
      'Set up job',
      ...job.planned.steps.map(step => step.name),
      'Complete job',
    ];
    job.steps = names.map((name, index) => ({
      number: index + 1,
      name,
      status: 'queued',
      conclusion: null,
      output: [],
    }));
    this.listener.job('in_progress', run, job);
    this.nextStep(run, attempt, job);
  }

  private nextStep(run: WorkflowRun, attempt: RunAttempt, job: Job): void {
    const step = job.steps.find(({ status }) => status === 'queued');
    if (!step) {
      this.complete(run, job, this.outcomes.get(job)!);
      return;
    }
    const planned = job.planned.steps[step.number - 2] as
      PlannedStep | undefined;
    const context = {
      values: job.planned.values,
      status: this.outcomes.get(job)!,
    };
    if (planned && !evaluateCondition(planned.condition, context)) {
      this.finishStep(step, 'skipped');
      this.nextStep(run, attempt, job);
      return;
    }
    step.status = 'in_progress';
    step.startedAt = this.clock.now();
    attempt.updatedAt = this.clock.now();
    step.output = planned
      ? stepOutput(planned, run)
      : this.frameOutput(step, job);
    const goOn = () => {
      this.endStep(job, step, planned);
      this.nextStep(run, attempt, job);
    };
    this.after(job, this.timing.stepMs, () => this.goOnOrStand(run, job, goOn));
  }

  private goOnOrStand(run: WorkflowRun, job: Job, goOn: () => void): void {
    const branch = run.headBranch;
    // Who cancels what is held wants to see its end.
    if (this.held.has(branch) && this.outcomes.get(job) !== 'cancelled') {
      this.standing.set(job, { branch, goOn });
      this.pending.set(job, () => this.standing.delete(job));
    } else {
      goOn();
    }
  }

  private frameOutput(step: Step, job: Job): string[] {
    return step.number === 1 ? setUpOutput(job) : completeOutput();
  }

  private endStep(
    job: Job,
    step: Step,
    planned: PlannedStep | undefined,
  ): void {
    const failed = planned !== undefined && fails(planned);
    if (failed) {
      step.output.push('##[error]Process completed with exit code 1.');
    }
    if (
      failed &&
      !planned.continueOnError &&
      this.outcomes.get(job) === 'success'
    ) {
      this.outcomes.set(job, 'failure');
    }
    this.finishStep(
      step,
      failed && !planned.continueOnError ? 'failure' : 'success',
    );
  }

  private finishStep(step: Step, conclusion: Conclusion): void {
    step.status = 'completed';
    step.conclusion = conclusion;
    step.startedAt ??= this.clock.now();
    step.completedAt = this.clock.now();
  }

  private complete(run: WorkflowRun, job: Job, conclusion: Conclusion): void {
    this.pending.delete(job);
    this.outcomes.delete(job);
    job.status = 'completed';
    job.conclusion = conclusion;
    job.startedAt ??= this.clock.now();
    job.completedAt = this.clock.now();
    this.listener.job('completed', run, job);
  }

  private after(job: Job, ms: number, transition: () => void): void {
    this.pending.set(job, this.clock.schedule(ms, transition));
  }
}
