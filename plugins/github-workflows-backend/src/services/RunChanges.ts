import { LoggerService } from '@backstage/backend-plugin-api';
import { isFinished } from '@internal/plugin-github-workflows-common';
import { DispatchStore } from '../store/DispatchStore';
import { RunChange } from '../store/RunStore';
import { RepositoryChanges } from './RepositoryChanges';
import { RunNotifier } from './RunNotifier';
import { RunWatcher } from './RunWatcher';

/** What follows from a change of a run, however the portal has learned of it. */
export class RunChanges {
  readonly #changes: RepositoryChanges;
  readonly #dispatches: DispatchStore;
  readonly #notifier: RunNotifier;
  readonly #watcher: RunWatcher;
  readonly #logger: LoggerService;

  constructor(options: {
    changes: RepositoryChanges;
    dispatches: DispatchStore;
    notifier: RunNotifier;
    watcher: RunWatcher;
    logger: LoggerService;
  }) {
    this.#changes = options.changes;
    this.#dispatches = options.dispatches;
    this.#notifier = options.notifier;
    this.#watcher = options.watcher;
    this.#logger = options.logger;
  }

  /** Writes it down where it belongs, tells the open pages and whoever ran it. */
  async follow({ known, isNew, source }: RunChange): Promise<void> {
    const { repository, run } = known;
    try {
      await this.#dispatches.updateRun(repository, run.id, run);
      this.#watcher.noticeChange(repository, run);
      // That somebody opens an old run for the first time changes nothing for others.
      if (!(isNew && source === 'read' && isFinished(run))) {
        await this.#changes.runChanged(repository, run.id);
      }
      await this.#notifier.notice(known);
    } catch (error) {
      // The run itself is known by now; the pages find out when they ask.
      this.#logger.warn(`Could not tell of run ${run.id}`, error as Error);
    }
  }
}
