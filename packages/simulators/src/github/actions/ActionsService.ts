import { ManualClock } from '../../clock';
import { GithubError, notFound } from '../errors';
import type { GithubState } from '../state';
import type { Account, Repository, Workflow, WorkflowRun } from '../types';
import { resolveInputs } from './dispatchInputs';
import { interpolate } from './expressions';
import { planJobs, type PlannedJob } from './plan';
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
import {
  parseWorkflowFile,
  WorkflowFileError,
  type WorkflowFile,
} from './workflowFile';

const dispatchDocumentation =
  'rest/actions/workflows#create-a-workflow-dispatch-event';

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

  constructor(
    private readonly state: GithubState,
    timing: ActionsTiming,
    listener: ActionsListener,
  ) {
    this.machine = new ActionsStateMachine(state.clock, timing, listener, () =>
      state.ids.job(),
    );
  }

  /**
   * Starts a run by workflow_dispatch. The trigger and the inputs are those of the file at the
   * ref, not of the default branch. Messages: see github-workflows facts in the README.
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
    const file = await this.readWorkflow(repository, ref.sha, workflow.path);
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

  /** A registered workflow by id or file name. @throws GithubError 404 */
  findWorkflow(repository: Repository, idOrFile: string): Workflow {
    const workflow = repository.workflows.find(
      ({ id, path }) =>
        String(id) === idOrFile || path.split('/').at(-1) === idOrFile,
    );
    if (!workflow) {
      throw notFound('rest/actions/workflows#get-a-workflow');
    }
    return workflow;
  }

  /**
   * Registers the workflow files of the default branch. A workflow on another branch only becomes
   * known once it has run there (github/docs#34884).
   */
  async registerDefaultBranch(repository: Repository): Promise<void> {
    const head = repository.git.resolve(
      `refs/heads/${repository.defaultBranch}`,
    );
    for (const path of head ? workflowPaths(repository, head) : []) {
      const file = await this.tryReadWorkflow(repository, head!, path);
      const workflow = this.register(repository, path);
      workflow.name = file?.name ?? path;
    }
  }

  register(repository: Repository, path: string): Workflow {
    let workflow = repository.workflows.find(known => known.path === path);
    if (!workflow) {
      const now = this.state.clock.now();
      const id = this.state.ids.workflow();
      workflow = {
        id,
        name: path,
        path,
        state: 'active',
        createdAt: now,
        updatedAt: now,
      };
      repository.workflows.push(workflow);
    }
    return workflow;
  }

  /** Starts the workflows of the pushed commit that listen to the push. */
  async pushed(
    repository: Repository,
    ref: ResolvedRef,
    actor: Account,
  ): Promise<void> {
    if (ref.ref === `refs/heads/${repository.defaultBranch}`) {
      await this.registerDefaultBranch(repository);
    }
    for (const path of workflowPaths(repository, ref.sha)) {
      const file = await this.tryReadWorkflow(repository, ref.sha, path);
      if (file && listensToPush(file, ref)) {
        const workflow = this.register(repository, path);
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
   * Adds a run of the past by running it on a clock of its own.
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
    const file = await this.readWorkflow(
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
      { run() {}, job() {} },
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
  }

  /** The file at a commit; undefined when absent. @throws GithubError 422 when GitHub can't parse it */
  async readWorkflow(
    repository: Repository,
    sha: string,
    path: string,
  ): Promise<WorkflowFile | undefined> {
    const file = await repository.git.readFile(sha, path);
    try {
      return file && parseWorkflowFile(file.bytes.toString('utf8'));
    } catch (error) {
      if (error instanceof WorkflowFileError) {
        // nodejs/release-cloudflare-worker#1020
        throw unprocessable(
          `Invalid Argument - failed to parse workflow: ${error.message}`,
        );
      }
      throw error;
    }
  }

  private tryReadWorkflow(repository: Repository, sha: string, path: string) {
    return this.readWorkflow(repository, sha, path).catch(() => undefined);
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
      attempts: [],
    };
    const values = runContexts(run, file.dispatchInputs ?? []);
    if (file.runName) {
      run.displayTitle = interpolate(file.runName, {
        values,
        status: 'success',
      });
    }
    repository.runs.push(run);
    return { run, plan: planJobs(file, values) };
  }
}

function unprocessable(message: string): GithubError {
  return new GithubError(422, message, {
    documentationPath: dispatchDocumentation,
  });
}
