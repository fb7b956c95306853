import { mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { endStrays } from './processGroup';
import type { WorkerFailure } from './protocol';

const PREFIX = 'portal-lighthouse-';

const megabytes = (bytes: number) => Math.floor(bytes / 1e6);

/** With less than that nothing can be relied upon. */
const FULL_BELOW_BYTES = 5e6;

/** How much room an audit leaves free, of that which there had to be at its beginning. */
export const leastFreeBytes = (config: { minimumFreeBytes: number }) =>
  Math.max(FULL_BELOW_BYTES, config.minimumFreeBytes / 3);

/** How much room there is where a folder is. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** A folder for one browser couldn't be had. */
export class NoProfileFolder extends Error {
  readonly failure: WorkerFailure;

  constructor(failure: WorkerFailure) {
    super(failure.message);
    this.name = 'NoProfileFolder';
    this.failure = failure;
  }
}

/**
 * Makes an empty folder for the files of one browser.
 *
 * @param parent - absolute path of the folder that holds them
 * @param minimumFreeBytes - how much room there has to be
 * @throws {@link NoProfileFolder} when there is no room or no permission
 */
export async function createProfileFolder(
  parent: string,
  minimumFreeBytes: number,
): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
    const free = await freeBytes(parent);
    if (free < minimumFreeBytes) {
      throw new NoProfileFolder({
        code: 'disk_full',
        message: `${parent} has ${megabytes(free)} MB free; the browser needs ${megabytes(minimumFreeBytes)} MB.`,
        remedy:
          'Make room there, or name another folder in lighthouse.runner.profileFolder.',
        retry: false,
      });
    }
    return await mkdtemp(path.join(parent, PREFIX));
  } catch (error) {
    if (error instanceof NoProfileFolder) {
      throw error;
    }
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    throw new NoProfileFolder({
      code: full ? 'disk_full' : 'runner_unavailable',
      message: full
        ? `There is no space left in ${parent} for the files of the browser.`
        : `The portal can't make a folder for the browser in ${parent} (${code}).`,
      remedy:
        'Name a folder that the portal may write to in lighthouse.runner.profileFolder.',
      retry: false,
    });
  }
}

/**
 * Whether the disk of such a folder is full. A browser rarely says so: it fails at whatever it
 * does at the time.
 *
 * @returns what to say then
 */
export async function diskFull(
  folder: string,
): Promise<WorkerFailure | undefined> {
  return (await freeBytes(folder)) < FULL_BELOW_BYTES
    ? {
        code: 'disk_full',
        message: `There was no space left in ${path.dirname(folder)} for the files of the browser.`,
        remedy:
          'Make room there, or name another folder in lighthouse.runner.profileFolder.',
        retry: false,
      }
    : undefined;
}

/** Removes such a folder with everything in it, and ends whoever still writes to it. */
export async function removeProfileFolder(folder: string): Promise<void> {
  await endStrays(folder);
  await rm(folder, {
    recursive: true,
    force: true,
    maxRetries: 10,
    retryDelay: 50,
  });
}

/**
 * Removes the folders that nobody has removed: those of portals that were ended together with
 * their workers.
 *
 * @param olderThanMs - younger ones may be in use by another process of the portal
 */
export async function removeStaleProfileFolders(
  parent: string,
  olderThanMs: number,
): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter(one => one.startsWith(PREFIX))) {
    const folder = path.join(parent, name);
    const age = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > olderThanMs) {
      await removeProfileFolder(folder).catch(() => {});
    }
  }
}
