import { readdir, readFile } from 'node:fs/promises';

/** One process of a group. */
interface GroupMember {
  pid: number;
  /** Gone, but nobody has asked for its exit code yet. */
  zombie: boolean;
}

/**
 * The processes of a group, by /proc; none on systems without it. Children stay in the group of
 * the worker even when the one that started them has ended.
 */
async function groupMembers(groupId: number): Promise<GroupMember[]> {
  const members: GroupMember[] = [];
  for (const pid of await allPids()) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name of the program is in brackets and may hold anything; the fields come after it.
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(group) === groupId) {
      members.push({ pid: Number(pid), zombie: state === 'Z' });
    }
  }
  return members;
}

/**
 * How much memory the processes of a group have for themselves, in bytes. Programs and libraries,
 * which they share with each other, don't count.
 */
export async function groupMemory(groupId: number): Promise<number> {
  let kilobytes = 0;
  for (const { pid } of await groupMembers(groupId)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(
      () => '',
    );
    for (const [, size] of status.matchAll(
      /^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm,
    )) {
      kilobytes += Number(size);
    }
  }
  return kilobytes * 1024;
}

const GONE_TIME_LIMIT_MS = 5000;
const GONE_EVERY_MS = 20;

/** Ends every process of a group at once, and resolves when all are gone. */
export async function endGroup(groupId: number): Promise<void> {
  const until = Date.now() + GONE_TIME_LIMIT_MS;
  while (Date.now() < until) {
    try {
      process.kill(-groupId, 'SIGKILL');
    } catch {
      // There is no such group any more.
      return;
    }
    const members = await groupMembers(groupId);
    if (members.length > 0 && members.every(({ zombie }) => zombie)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, GONE_EVERY_MS));
  }
}

/**
 * Ends what has left the group: whatever has a text in its command line. The handlers of crashes
 * that Chromium starts do so; they end with it, but not at once.
 */
export async function endStrays(text: string): Promise<void> {
  for (const pid of await allPids()) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
      () => '',
    );
    if (command.includes(text)) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

async function allPids(): Promise<string[]> {
  const names = await readdir('/proc').catch(() => []);
  return names.filter(name => /^\d+$/.test(name));
}
