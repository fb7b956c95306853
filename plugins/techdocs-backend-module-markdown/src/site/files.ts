import { InputError, isError, NotFoundError } from '@backstage/errors';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file of the documentation. */
export interface DocsFile {
  /** Below the directory, with `/`. */
  path: string;
  bytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  changedAt: number;
}

const MAX_FILES = 5_000;

/**
 * All files below a directory, by path. Links to other files are left out: they could lead
 * anywhere.
 *
 * @throws NotFoundError when there is no such directory, InputError when it has too many files
 */
export async function listFiles(directory: string): Promise<DocsFile[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  }).catch(error => {
    if (isError(error) && error.code === 'ENOENT') {
      throw new NotFoundError(
        `There is no directory "${path.basename(directory)}" for documentation.`,
      );
    }
    throw error;
  });
  const files = entries.filter(entry => entry.isFile());
  if (files.length > MAX_FILES) {
    throw new InputError(`There are more than ${MAX_FILES} files.`);
  }
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      const { size, mtimeMs } = await lstat(file);
      return {
        path: path.relative(directory, file).split(path.sep).join('/'),
        bytes: size,
        changedAt: mtimeMs,
      };
    }),
  );
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
