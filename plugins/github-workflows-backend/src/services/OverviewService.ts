import {
  OverviewResponse,
  OverviewRun,
} from '@internal/plugin-github-workflows-common';
import { Subject } from '../authorization';
import { repositoryKey } from '../repository';
import { RepositoryStore } from '../store/RepositoryStore';
import { RunStore, StoredRun } from '../store/RunStore';
import { shownBy, workflowViewOf } from '../workflowView';

// More than that nobody reads; a System or an owner narrows it down.
const LIMIT = 100;

/** Answers what goes on in many repositories from what is stored: no call to GitHub, however many. */
export class OverviewService {
  readonly #repositories: RepositoryStore;
  readonly #runs: RunStore;

  constructor(options: { repositories: RepositoryStore; runs: RunStore }) {
    this.#repositories = options.repositories;
    this.#runs = options.runs;
  }

  /** @param subjects - entities that the caller may see, with their repositories */
  async of(subjects: Subject[]): Promise<OverviewResponse> {
    const byRepository = new Map<string, Subject[]>();
    for (const subject of subjects) {
      const key = repositoryKey(subject.repository);
      byRepository.set(key, [...(byRepository.get(key) ?? []), subject]);
    }
    const keys = [...byRepository.keys()];
    const [open, failed, stored] = await Promise.all([
      this.#runs.open(keys, LIMIT + 1),
      this.#runs.failedOnDefaultBranch(keys, LIMIT + 1),
      this.#repositories.find(keys),
    ]);
    const present = (runs: StoredRun[]) =>
      runs.slice(0, LIMIT).flatMap(known => {
        const shown = byRepository
          .get(known.repository)!
          .find(subject => shows(subject, known));
        return shown ? [{ entityRef: shown.entityRef, run: known.run }] : [];
      });
    const isWaiting = ({ run }: OverviewRun) =>
      run.status === 'waiting' || run.conclusion === 'action_required';
    const unfinished = present(open);
    return {
      running: unfinished.filter(one => !isWaiting(one)),
      waiting: unfinished.filter(isWaiting),
      failed: present(failed),
      more: open.length > LIMIT || failed.length > LIMIT,
      sources: keys.map(key => {
        const [{ entityRef, repository }] = byRepository.get(key)!;
        const known = stored.find(one => one.key === key);
        return {
          entityRef,
          repository: `${repository.owner}/${repository.repo}`,
          readAt: moment(known?.readAt),
          toldAt: moment(known?.toldAt),
          problem: known?.problem,
        };
      }),
    };
  }
}

/** Whether an entity that shows a part of its repository shows this run. */
function shows({ entity }: Subject, { run }: StoredRun): boolean {
  try {
    const view = workflowViewOf(entity);
    return !view || shownBy(view)(run.workflowFile);
  } catch {
    // The entity's own tab says what is wrong with its annotation.
    return true;
  }
}

function moment(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
