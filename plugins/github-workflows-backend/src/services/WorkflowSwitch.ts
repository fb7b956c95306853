import { RequestError } from '@octokit/request-error';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  GITHUB_WORKFLOWS_CHANNEL,
  GithubWorkflowsSignal,
} from '@internal/plugin-github-workflows-common';
import { z } from 'zod';
import {
  githubMessage,
  mapGithubError,
  upstreamErrorOf,
} from '../github/errors';
import { GithubGateway } from '../github/GithubGateway';
import { RepositoryReader } from '../github/RepositoryReader';
import { problem } from '../problems';
import { Repository } from '../repository';

/** A workflow, what is to become of it, and whose token is to be used for this one call. */
export interface WorkflowSwitchOptions {
  repository: Repository;
  /** Base name of the file. */
  file: string;
  enabled: boolean;
  userToken: string | undefined;
}

/** Enables and disables workflows, as the signed-in user. */
export class WorkflowSwitch {
  readonly #gateway: GithubGateway;
  readonly #repositories: RepositoryReader;
  readonly #signals: SignalsService;

  constructor(options: {
    gateway: GithubGateway;
    repositories: RepositoryReader;
    signals: SignalsService;
  }) {
    this.#gateway = options.gateway;
    this.#repositories = options.repositories;
    this.#signals = options.signals;
  }

  /**
   * Sets whether a workflow may run, and tells every open page. Doing it twice does no harm.
   *
   * @throws NotFoundError with code `workflow_not_registered`, ConflictError with code
   *   `workflow_switch_refused`
   */
  async set(options: WorkflowSwitchOptions): Promise<void> {
    const { repository, file, enabled, userToken } = options;
    if (!userToken) {
      throw problem(
        'forbidden',
        'github_token_missing',
        'This is done in your name, and the portal has no GitHub sign-in of yours.',
        'Sign in with GitHub and do it again.',
      );
    }
    const registered = await this.#repositories.workflows(repository);
    const workflow = registered.value.find(
      ({ path }) => path === `.github/workflows/${file}`,
    );
    if (!workflow) {
      throw notRegistered(file);
    }
    try {
      await this.#gateway.writeAs(userToken, repository, {
        route: `PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/${enabled ? 'enable' : 'disable'}`,
        parameters: { workflow_id: workflow.id },
        answer: z.unknown(),
      });
    } catch (error) {
      throw mapRefusal(error, file);
    } finally {
      this.#repositories.forgetWorkflows(repository);
    }
    await this.#signals.publish<GithubWorkflowsSignal>({
      recipients: { type: 'broadcast' },
      channel: GITHUB_WORKFLOWS_CHANNEL,
      message: { type: 'workflows-changed' },
    });
  }
}

function mapRefusal(error: unknown, file: string): Error {
  const status = error instanceof RequestError ? error.status : 0;
  if (upstreamErrorOf(error)?.mayHaveArrived || status >= 500) {
    return problem(
      'unavailable',
      'workflow_switch_outcome_unknown',
      "GitHub's answer was lost, so the portal can't tell whether it has done this.",
      'Look at the list of workflows, and do it again if nothing has changed: twice does no harm.',
    );
  }
  if (status === 409 || status === 422) {
    return problem(
      'conflict',
      'workflow_switch_refused',
      `GitHub refused this: ${githubMessage(error)}.`,
      'Look at the settings of Actions in the repository or its organisation.',
    );
  }
  return mapGithubError(error, 'user', () => notRegistered(file));
}

function notRegistered(file: string) {
  return problem(
    'absent',
    'workflow_not_registered',
    `GitHub doesn't know a workflow ${file} in this repository, or doesn't show it to you.`,
    'Choose a workflow from the list.',
  );
}
