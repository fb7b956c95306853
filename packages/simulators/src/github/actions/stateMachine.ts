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
  statusOfOpenJobs,
  withDependents,
} from './dependencies';
import { ConcurrencyGroups } from './ConcurrencyGroups';
import { EnvironmentGates, type GateListener } from './EnvironmentGates';
import { evaluateCondition } from './expressions';
import { JobRunner } from './JobRunner';
import type { Environment } from '../environments';
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
export interface ActionsListener extends GateListener {
  run(
    action: 'requested' | 'in_progress' | 'completed',
    run: WorkflowRun,
  ): void;
  job(
    action: 'queued' | 'waiting' | 'in_progress' | 'completed',
    run: WorkflowRun,
    job: Job,
  ): void;
}

/**
 * Drives runs from queued over in_progress to completed on a clock: jobs in the order of `needs`,
 * steps one after another, conditions, concurrency groups, environments, cancellation and re-runs.
 *
 * Assumed, as GitHub does not document it: a job appears in the API once its `needs` are done; it
 * has its concurrency group before its environment's rules are looked at.
 */
export class ActionsStateMachine {
  readonly gates: EnvironmentGates;
  readonly groups = new ConcurrencyGroups();
  readonly jobs: JobRunner;

  constructor(
    private readonly clock: SimulatorClock,
    private readonly timing: ActionsTiming,
    private readonly listener: ActionsListener,
    private readonly nextJobId: () => number,
  ) {
    this.gates = new EnvironmentGates(clock, listener);
    this.jobs = new JobRunner(clock, timing, {
      job: (action, run, job) => this.jobChanged(action, run, job),
    });
  }

  /** Starts the first attempt of a run. */
  start(run: WorkflowRun, plan: PlannedJob[]): void {
    this.beginAttempt(run, plan, run.actor, []);
    // GitHub sends `requested` for a new run, but not for a re-run.
    this.listener.run('requested', run);
    this.enterGroup(run);
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
    this.enterGroup(run);
  }

  /** Approves or rejects the deployments of a run to some environments. */
  review(
    run: WorkflowRun,
    environments: Environment[],
    decision: { state: 'approved' | 'rejected'; by: Account; comment: string },
  ): Job[] {
    const { state, by: user, comment } = decision;
    run.approvals.push({ environments, state, user, comment });
    const reviewed = environments.flatMap(environment =>
      this.gates.review(run, environment, decision),
    );
    if (state === 'rejected') {
      const names = environments.map(({ name }) => name).join(', ');
      const reason = `The deployment to ${names} was rejected by ${user.login}.`;
      reviewed.forEach(job => this.jobs.refuse(run, job, reason));
    }
    return reviewed;
  }

  /** Forgets what holds runs and jobs up. */
  clear(): void {
    this.gates.clear();
    this.groups.clear();
    this.jobs.clear();
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
      begun: false,
    });
  }

  /** A run whose workflow has a concurrency group begins when the group is its own. */
  private enterGroup(run: WorkflowRun): void {
    const begin = () => this.createReadyJobs(run);
    if (!run.concurrency) {
      begin();
      return;
    }
    const attempt = latestAttempt(run);
    attempt.status = 'pending';
    const member = {
      run,
      begin: () => {
        attempt.status = 'queued';
        begin();
      },
      cancel: () => this.cancel(run, attempt.status === 'pending'),
    };
    this.groups.enter(run.concurrency, member, this.clock.now());
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
    if (!evaluateCondition(planned.condition, context)) {
      this.skip(run, job);
      return;
    }
    const refusal = this.gates.refusal(run, planned.environment);
    if (refusal) {
      this.jobs.refuse(run, job, refusal);
    } else {
      this.enterJobGroup(run, attempt, job);
    }
  }

  private enterJobGroup(run: WorkflowRun, attempt: RunAttempt, job: Job): void {
    const begin = () => this.passGate(run, attempt, job);
    const { concurrency } = job.planned;
    if (!concurrency) {
      begin();
      return;
    }
    job.status = 'pending';
    const member = {
      run,
      job,
      begin,
      cancel: () => this.jobs.cancel(run, attempt, job),
    };
    this.groups.enter(concurrency, member, this.clock.now());
    this.refreshStatus(attempt);
  }

  private passGate(run: WorkflowRun, attempt: RunAttempt, job: Job): void {
    const isHeld = this.gates.hold(run, job, () => {
      job.status = 'queued';
      this.refreshStatus(attempt);
      this.listener.job('queued', run, job);
      this.jobs.queue(run, attempt, job);
    });
    if (isHeld) {
      job.status = 'waiting';
      this.refreshStatus(attempt);
      this.listener.job('waiting', run, job);
      this.gates.announce(job, attempt.triggeringActor);
    }
  }

  private refreshStatus(attempt: RunAttempt): void {
    attempt.updatedAt = this.clock.now();
    if (attempt.status !== 'completed') {
      attempt.status = statusOfOpenJobs(attempt);
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
    const isFirst = action === 'in_progress' && !attempt.begun;
    attempt.begun ||= isFirst;
    this.refreshStatus(attempt);
    if (isFirst) {
      this.listener.run('in_progress', run);
    }
    this.listener.job(action, run, job);
    if (action === 'completed') {
      this.gates.forget(job);
      this.groups.leave(run, job, this.clock.now());
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
      this.groups.leave(run, undefined, this.clock.now());
    }
  }
}
