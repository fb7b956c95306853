import { ManualClock } from '../../clock';
import type { GithubState } from '../state';
import type { Account, Repository, Workflow, WorkflowRun } from '../types';
import { resolveInputs } from './dispatchInputs';
import { interpolate } from './expressions';
import { planConcurrency, planJobs, type PlannedJob } from './plan';
import { readCalled } from './reusable';
import {
  ActionsStateMachine,
  type ActionsListener,
  type ActionsTiming,
} from './stateMachine';
import {
  listensToPush,
  resolveDispatchRef,
  runContexts,
  workflowPaths,
  type ResolvedRef,
} from './triggers';
import { unprocessable, WorkflowRegistry } from './WorkflowRegistry';
import type { WorkflowFile } from './workflowFile';

/** What sets a run off. */
export interface RunTrigger {
  event: string;
  ref: ResolvedRef;
  actor: Account;
  inputs?: Record<string, string>;
}

/** Workflows of the repositories: reading their files, starting, cancelling and re-running them. */
export class ActionsService {
  readonly machine: ActionsStateMachine;
  readonly registry: WorkflowRegistry;

  constructor(
    private readonly state: GithubState,
    timing: ActionsTiming,
    listener: ActionsListener,
  ) {
    this.registry = new WorkflowRegistry(state);
    this.machine = new ActionsStateMachine(state.clock, timing, listener, () =>
      state.ids.job(),
    );
  }

  /**
   * Starts a run by workflow_dispatch. The trigger and the inputs are those of the file at the
   * ref, not of the default branch.
   * @throws GithubError 404, 422
   */
  async dispatch(
    repository: Repository,
    workflow: Workflow,
    request: { ref: string; inputs: Record<string, unknown>; actor: Account },
  ): Promise<WorkflowRun> {
    const ref = resolveDispatchRef(repository, request.ref);
    if (!ref) {
      throw unprocessable(`No ref found for: ${request.ref}`); // convictional/trigger-workflow-and-wait#44
    }
    if (workflow.state !== 'active') {
      throw unprocessable(
        "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
      ); // benc-uk/workflow-dispatch#72
    }
    const file = await this.registry.readWorkflow(
      repository,
      ref.sha,
      workflow.path,
    );
    if (!file?.dispatchInputs) {
      throw unprocessable("Workflow does not have 'workflow_dispatch' trigger"); // benc-uk/workflow-dispatch#81
    }
    const inputs = resolveInputs(file.dispatchInputs, request.inputs);
    return this.start(repository, workflow, file, {
      event: 'workflow_dispatch',
      ref,
      actor: request.actor,
      inputs,
    });
  }

  /** Starts the workflows of the pushed commit that listen to the push. */
  async pushed(
    repository: Repository,
    ref: ResolvedRef,
    actor: Account,
  ): Promise<void> {
    if (ref.ref === `refs/heads/${repository.defaultBranch}`) {
      await this.registry.registerDefaultBranch(repository);
    }
    for (const path of workflowPaths(repository, ref.sha)) {
      const file = await this.registry.tryReadWorkflow(
        repository,
        ref.sha,
        path,
      );
      if (file && listensToPush(file, ref)) {
        const workflow = this.registry.register(repository, path);
        workflow.name =
          workflow.name === path ? (file.name ?? path) : workflow.name;
        if (workflow.state === 'active') {
          await this.start(repository, workflow, file, {
            event: 'push',
            ref,
            actor,
          });
        }
      }
    }
  }

  /** Starts a run on the simulator's clock. */
  async start(
    repository: Repository,
    workflow: Workflow,
    file: WorkflowFile,
    trigger: RunTrigger,
  ): Promise<WorkflowRun> {
    const { run, plan } = await this.prepare(
      repository,
      workflow,
      file,
      trigger,
    );
    this.machine.start(run, plan);
    return run;
  }

  /**
   * Adds a run of the past by running it on a clock of its own; a reviewer of each environment
   * approves it.
   * @param arrange - changes the plan before the start, e.g. to let a step fail
   */
  async startInPast(
    repository: Repository,
    workflow: Workflow,
    trigger: RunTrigger,
    startedAt: number,
    arrange: (plan: PlannedJob[]) => void,
    cancelAfterSeconds?: number,
  ): Promise<void> {
    const file = await this.registry.readWorkflow(
      repository,
      trigger.ref.sha,
      workflow.path,
    );
    if (!file) {
      throw new Error(
        `${repository.fullName} has no ${workflow.path} at ${trigger.ref.name}`,
      );
    }
    const clock = new ManualClock(startedAt);
    const timing = { queueMs: 4_000, stepMs: 17_000, cancelMs: 3_000 };
    const machine = new ActionsStateMachine(
      clock,
      timing,
      { run() {}, job() {}, review() {} },
      () => this.state.ids.job(),
    );
    const { run, plan } = await this.prepare(
      repository,
      workflow,
      file,
      trigger,
    );
    run.createdAt = startedAt;
    arrange(plan);
    machine.start(run, plan);
    if (cancelAfterSeconds !== undefined) {
      clock.advance(cancelAfterSeconds * 1000);
      machine.cancel(run, false);
    }
    clock.drain();
    for (let held = machine.gates.of(run); held.length > 0;) {
      const { environment } = held[0];
      const [first] = environment.reviewers;
      const by =
        first.type === 'User' ? first.reviewer : first.reviewer.members[0];
      machine.review(run, [environment], {
        state: 'approved',
        by,
        comment: '',
      });
      clock.drain();
      held = machine.gates.of(run);
    }
  }

  private async prepare(
    repository: Repository,
    workflow: Workflow,
    file: WorkflowFile,
    trigger: RunTrigger,
  ): Promise<{ run: WorkflowRun; plan: PlannedJob[] }> {
    const commit = await repository.git.readCommit(trigger.ref.sha);
    const isByHand = ['workflow_dispatch', 'schedule'].includes(trigger.event);
    const run: WorkflowRun = {
      id: this.state.ids.run(),
      workflow,
      repository,
      runNumber:
        repository.runs.filter(other => other.workflow === workflow).length + 1,
      event: trigger.event,
      displayTitle: isByHand ? workflow.name : commit.message.split('\n')[0],
      headBranch: trigger.ref.name,
      headSha: trigger.ref.sha,
      ref: trigger.ref.ref,
      actor: trigger.actor,
      inputs: trigger.inputs ?? {},
      createdAt: this.state.clock.now(),
      approvals: [],
      referencedWorkflows: [],
      attempts: [],
    };
    const called = await readCalled(file, path =>
      this.registry.tryReadWorkflow(repository, run.headSha, path),
    );
    run.referencedWorkflows = [...called.keys()].map(path => ({
      path: `${repository.fullName}/${path}@${run.headBranch}`,
      sha: run.headSha,
      ref: run.ref,
    }));
    const values = runContexts(run, file.dispatchInputs ?? []);
    run.concurrency = planConcurrency(file.concurrency, values);
    if (file.runName) {
      run.displayTitle = interpolate(file.runName, {
        values,
        status: 'success',
      });
    }
    repository.runs.push(run);
    return { run, plan: planJobs(file, values, called) };
  }
}
