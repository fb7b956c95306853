import { GithubError, notFound } from '../errors';
import type { GithubState } from '../state';
import type { Repository, Workflow } from '../types';
import { workflowPaths } from './triggers';
import {
  parseWorkflowFile,
  WorkflowFileError,
  type WorkflowFile,
} from './workflowFile';

/** Which workflows GitHub knows in a repository, and what their files say. */
export class WorkflowRegistry {
  constructor(private readonly state: GithubState) {}

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

  /** Like readWorkflow, but a file that GitHub can't parse counts as absent. */
  tryReadWorkflow(repository: Repository, sha: string, path: string) {
    return this.readWorkflow(repository, sha, path).catch(() => undefined);
  }
}

/** 422 of a dispatch. */
export function unprocessable(message: string): GithubError {
  return new GithubError(422, message, {
    documentationPath:
      'rest/actions/workflows#create-a-workflow-dispatch-event',
  });
}
