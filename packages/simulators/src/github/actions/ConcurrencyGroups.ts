import type { Job, Repository, WorkflowRun } from '../types';

/** A run, or one of its jobs, that wants a concurrency group for itself. */
export interface GroupMember {
  run: WorkflowRun;
  /** Left out where the whole run wants it. */
  job?: Job;
  /** Called once the group is the member's. */
  begin(): void;
  /** Called when a later one takes its place. */
  cancel(): void;
}

/** A concurrency group that is in use. */
export interface ConcurrencyGroup {
  /** As its first member wrote it. */
  name: string;
  repository: Repository;
  lastAcquiredAt: number;
  /** The first one holds the group, the others wait. */
  members: GroupMember[];
}

/** What a file asks for by `concurrency`, expressions filled in. */
export interface PlannedConcurrency {
  group: string;
  cancelInProgress: boolean;
  /** `queue: max`: all wait, up to 100 (github.blog changelog of 2026-05-07). */
  queue: boolean;
}

const keyOf = (repository: Repository, name: string): string =>
  `${repository.fullName} ${name}`.toLowerCase();

/**
 * Which run or job has which group: one holds it, at most one waits unless there is a queue, and a
 * later one takes the place of the one that waits (github/docs#30647). Names don't tell upper from lower case.
 */
export class ConcurrencyGroups {
  private readonly groups = new Map<string, ConcurrencyGroup>();

  /** Begins at once when the group is free, otherwise when the one before it has let go. */
  enter(
    { group: name, cancelInProgress, queue }: PlannedConcurrency,
    member: GroupMember,
    now: number,
  ): void {
    const { repository } = member.run;
    const key = keyOf(repository, name);
    const group = this.groups.get(key) ?? {
      name,
      repository,
      lastAcquiredAt: now,
      members: [],
    };
    this.groups.set(key, group);
    const waiting = queue ? [] : group.members.slice(1);
    const before = cancelInProgress ? [...group.members] : waiting;
    group.members.push(member);
    if (group.members.length === 1) {
      member.begin();
    }
    // The last one first, so that none of them takes over from one before it.
    before.reverse().forEach(other => other.cancel());
  }

  /** A run or job that has ended lets go, whether it held the group or waited for it. */
  leave(run: WorkflowRun, job: Job | undefined, now: number): void {
    for (const [key, group] of this.groups) {
      const index = group.members.findIndex(
        member => member.run === run && member.job === job,
      );
      if (index >= 0) {
        group.members.splice(index, 1);
        if (group.members.length === 0) {
          this.groups.delete(key);
        } else if (index === 0) {
          group.lastAcquiredAt = now;
          group.members[0].begin();
        }
      }
    }
  }

  /** A group in use by its name; undefined when nobody holds it. */
  find(repository: Repository, name: string): ConcurrencyGroup | undefined {
    return this.groups.get(keyOf(repository, name));
  }

  /** All groups in use of a repository. */
  of(repository: Repository): ConcurrencyGroup[] {
    return [...this.groups.values()].filter(
      group => group.repository === repository,
    );
  }

  clear(): void {
    this.groups.clear();
  }
}
