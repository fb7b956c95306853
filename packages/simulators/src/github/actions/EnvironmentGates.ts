import type { SimulatorClock } from '../../clock';
import { findEnvironment, mayDeploy, type Environment } from '../environments';
import type { Account, Job, WorkflowRun } from '../types';

/** A job that its environment holds up. */
export interface Gate {
  run: WorkflowRun;
  job: Job;
  environment: Environment;
  /** Undefined without a timer. */
  timerStartedAt?: number;
}

interface OpenGate extends Gate {
  needsReview: boolean;
  timerRuns: boolean;
  callOffTimer(): void;
  pass(): void;
}

/** What the gates report. */
export interface GateListener {
  review(
    action: 'requested' | 'approved' | 'rejected',
    review: {
      run: WorkflowRun;
      jobs: Job[];
      environment: Environment;
      by: Account;
      comment?: string;
    },
  ): void;
}

const minute = 60_000;

/** Holds jobs at the protection rules of their environments: reviewers and wait timer. */
export class EnvironmentGates {
  private readonly open = new Map<Job, OpenGate>();

  constructor(
    private readonly clock: SimulatorClock,
    private readonly listener: GateListener,
  ) {}

  /** GitHub's reason why a job fails before it begins; undefined when its ref may deploy. */
  refusal(run: WorkflowRun, name: string | undefined): string | undefined {
    const environment = findEnvironment(run.repository, name);
    if (!environment || mayDeploy(run.repository, environment, run.ref)) {
      return undefined;
    }
    const kind = run.ref.startsWith('refs/tags/') ? 'Tag' : 'Branch';
    // github/branch-deploy#388
    return `${kind} "${run.headBranch}" is not allowed to deploy to ${environment.name} due to environment protection rules.`;
  }

  /**
   * Lets a job through to `pass` when its environment's rules are fulfilled.
   * @returns whether it has to wait
   */
  hold(run: WorkflowRun, job: Job, pass: () => void): boolean {
    const environment = findEnvironment(
      run.repository,
      job.planned.environment,
    );
    const needsReview = (environment?.reviewers.length ?? 0) > 0;
    if (!environment || (!needsReview && environment.waitMinutes === 0)) {
      pass();
      return false;
    }
    const timerRuns = environment.waitMinutes > 0;
    const gate: OpenGate = {
      run,
      job,
      environment,
      needsReview,
      timerRuns,
      timerStartedAt: timerRuns ? this.clock.now() : undefined,
      callOffTimer: () => {},
      pass,
    };
    this.open.set(job, gate);
    if (timerRuns) {
      gate.callOffTimer = this.clock.schedule(
        environment.waitMinutes * minute,
        () => {
          gate.timerRuns = false;
          this.passIfFree(gate);
        },
      );
    }
    return true;
  }

  /** Tells that a review is wanted, once the job shows as waiting. */
  announce(job: Job, by: Account): void {
    const gate = this.open.get(job);
    if (gate?.needsReview) {
      const { run, environment } = gate;
      this.listener.review('requested', { run, jobs: [job], environment, by });
    }
  }

  /** Gates of a run that are still closed, by environment in the order of their jobs. */
  of(run: WorkflowRun): Gate[] {
    return [...this.open.values()].filter(gate => gate.run === run);
  }

  /** Whether a gate still waits for a review, and not for its timer alone. */
  needsReview(gate: Gate): boolean {
    return this.open.get(gate.job)?.needsReview === true;
  }

  /**
   * Approves or rejects all jobs of a run that wait for an environment.
   * @returns those jobs; rejected ones are the caller's to end
   */
  review(
    run: WorkflowRun,
    environment: Environment,
    decision: { state: 'approved' | 'rejected'; by: Account; comment: string },
  ): Job[] {
    const gates = [...this.open.values()].filter(
      gate =>
        gate.run === run &&
        gate.environment === environment &&
        gate.needsReview,
    );
    const jobs = gates.map(gate => gate.job);
    const { state, by, comment } = decision;
    this.listener.review(state, { run, jobs, environment, by, comment });
    for (const gate of gates) {
      gate.needsReview = false;
      if (state === 'approved') {
        this.passIfFree(gate);
      } else {
        this.forget(gate.job);
      }
    }
    return jobs;
  }

  /** A job that has ended waits for nothing any more. */
  forget(job: Job): void {
    this.open.get(job)?.callOffTimer();
    this.open.delete(job);
  }

  clear(): void {
    this.open.clear();
  }

  private passIfFree(gate: OpenGate): void {
    if (!gate.needsReview && !gate.timerRuns) {
      this.forget(gate.job);
      gate.pass();
    }
  }
}
