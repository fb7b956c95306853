import { randomUUID } from 'node:crypto';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  GITHUB_WORKFLOWS_CHANNEL,
  GithubWorkflowsSignal,
} from '@internal/plugin-github-workflows-common';
import { z } from 'zod';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { parseRepositoryKey } from '../repository';

const TOPIC = 'githubWorkflows.changed';

const changed = z.object({
  repository: z.string(),
  what: z.enum(['refs', 'runs', 'run']),
  runId: z.number().optional(),
});

type Changed = z.infer<typeof changed>;

/**
 * Tells all processes of the portal to forget what has changed, and then the open pages, which
 * read it again.
 */
export class RepositoryChanges {
  readonly #events: EventsService;
  readonly #signals: SignalsService;
  readonly #repositories: RepositoryReader;
  readonly #runs: RunReader;

  constructor(options: {
    events: EventsService;
    signals: SignalsService;
    repositories: RepositoryReader;
    runs: RunReader;
  }) {
    this.#events = options.events;
    this.#signals = options.signals;
    this.#repositories = options.repositories;
    this.#runs = options.runs;
  }

  /** Listens to the changes that this process or another one tells of. */
  async subscribe(): Promise<void> {
    await this.#events.subscribe({
      // Of subscribers with one id only one is told; every process has caches of its own.
      id: `caches-${randomUUID()}`,
      topics: [TOPIC],
      onEvent: async ({ eventPayload }) =>
        this.#forget(changed.parse(eventPayload)),
    });
  }

  /** Branches or tags have come, gone or moved. */
  async refsChanged(repository: string): Promise<void> {
    await this.#tell({ repository, what: 'refs' }, { type: 'refs-changed' });
  }

  /** There may be a run that nobody knows yet. */
  async runsChanged(repository: string): Promise<void> {
    await this.#tell({ repository, what: 'runs' }, { type: 'runs-changed' });
  }

  /** Something about a run is another than it was. */
  async runChanged(repository: string, runId: number): Promise<void> {
    await this.#tell(
      { repository, what: 'run', runId },
      { type: 'run-changed', runId },
    );
  }

  async #tell(change: Changed, message: GithubWorkflowsSignal): Promise<void> {
    await this.#events.publish({ topic: TOPIC, eventPayload: change });
    await this.#signals.publish<GithubWorkflowsSignal>({
      recipients: { type: 'broadcast' },
      channel: GITHUB_WORKFLOWS_CHANNEL,
      message,
    });
  }

  #forget({ repository: key, what, runId }: Changed): void {
    const repository = parseRepositoryKey(key);
    if (what === 'refs') {
      this.#repositories.forgetRefs(repository);
      return;
    }
    this.#runs.forgetLists(repository);
    if (runId !== undefined) {
      this.#runs.forgetKept(repository, runId);
    }
  }
}
