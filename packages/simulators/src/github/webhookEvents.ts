import type { ActionsListener } from './actions/stateMachine';
import { jobObject, runObject, workflowObject } from './present/actions';
import { simpleUser } from './present/account';
import { simpleCommit } from './present/commit';
import { jobRunObject, reviewersOf } from './present/deployments';
import { timestamp, type Links } from './present/links';
import { minimalRepository } from './present/repository';
import {
  latestAttempt,
  type Account,
  type Repository,
  type WorkflowRun,
} from './types';
import type { Webhooks } from './webhooks';

/** Turns what happens into GitHub's webhook payloads. */
export class WebhookEvents implements ActionsListener {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly links: Links,
  ) {}

  run: ActionsListener['run'] = (action, run) => {
    this.webhooks.emit('workflow_run', async () => {
      const attempt = { ...latestAttempt(run) };
      const head = await run.repository.git.readCommit(run.headSha);
      return {
        action,
        workflow_run: runObject(run, head, this.links, attempt),
        workflow: workflowObject(run.repository, run.workflow, this.links),
        ...this.common(run.repository, attempt.triggeringActor),
      };
    });
  };

  job: ActionsListener['job'] = (action, run, job) => {
    this.webhooks.emit('workflow_job', () => ({
      action,
      workflow_job: jobObject(run, job, this.links),
      ...this.common(run.repository, latestAttempt(run).triggeringActor),
    }));
  };

  review: ActionsListener['review'] = (action, review) => {
    const { run, jobs, environment, by, comment } = review;
    const isRequest = action === 'requested';
    this.webhooks.emit('deployment_review', async () => {
      const attempt = { ...latestAttempt(run) };
      const head = await run.repository.git.readCommit(run.headSha);
      const jobRuns = jobs.map(job =>
        jobRunObject(run, job, environment, this.links),
      );
      return {
        action,
        ...(isRequest
          ? {
              environment: environment.name,
              requestor: simpleUser(by, this.links),
            }
          : {
              approver: simpleUser(by, this.links),
              comment,
              workflow_job_runs: jobRuns,
            }),
        reviewers: reviewersOf(environment, this.links),
        since: timestamp(attempt.updatedAt),
        workflow_job_run: jobRuns[0],
        workflow_run: runObject(run, head, this.links, attempt),
        ...this.common(run.repository, by),
      };
    });
  };

  /** `workflow_dispatch` carries the inputs, but no run id. */
  dispatched(run: WorkflowRun, inputs: Record<string, unknown>): void {
    this.webhooks.emit('workflow_dispatch', () => ({
      inputs,
      ref: run.ref,
      workflow: run.workflow.path,
      ...this.common(run.repository, run.actor),
    }));
  }

  pushed(
    repository: Repository,
    push: { ref: string; before: string; after: string },
    sender: Account,
  ): void {
    this.webhooks.emit('push', async () => {
      const head = await repository.git.readCommit(push.after);
      const isNew = /^0+$/.test(push.before);
      const commit = {
        ...simpleCommit(head),
        url: this.links.html(`/${repository.fullName}/commit/${head.sha}`),
      };
      return {
        ...push,
        base_ref: null,
        compare: this.links.html(
          `/${repository.fullName}/compare/${push.before}...${push.after}`,
        ),
        created: isNew,
        deleted: false,
        forced: false,
        commits: [commit],
        head_commit: commit,
        pusher: { name: sender.login, email: sender.email },
        ...this.common(repository, sender),
      };
    });
    if (/^0+$/.test(push.before)) {
      this.created(repository, push.ref, sender);
    }
  }

  /** GitHub tells of a new branch or tag twice: as a push to it and as its creation. */
  private created(repository: Repository, ref: string, sender: Account): void {
    this.webhooks.emit('create', () => ({
      ref: ref.replace(/^refs\/(heads|tags)\//, ''),
      ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      master_branch: repository.defaultBranch,
      description: null,
      pusher_type: 'user',
      ...this.common(repository, sender),
    }));
  }

  private common(repository: Repository, sender: Account) {
    return {
      repository: {
        ...minimalRepository(repository, this.links),
        default_branch: repository.defaultBranch,
      },
      ...(repository.owner.type === 'Organization'
        ? { organization: simpleUser(repository.owner, this.links) }
        : {}),
      sender: simpleUser(sender, this.links),
    };
  }
}
