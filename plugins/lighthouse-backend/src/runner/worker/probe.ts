import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { WorkerFailure } from '../protocol';

const VERSION_TIME_LIMIT_MS = 20_000;

/** What a probe finds. */
export type Probed =
  | {
      type: 'probed';
      chromePath: string;
      chromium: string;
      lighthouse: string;
    }
  | { type: 'failure'; failure: WorkerFailure };

/**
 * Finds the browser: the given one, or else that of the environment variable CHROME_PATH, or else
 * whatever chrome-launcher finds on this machine.
 */
export async function probe(chosen: string | undefined): Promise<Probed> {
  const path = chosen || process.env.CHROME_PATH || (await findAny());
  if (!path) {
    return unavailable('There is no Chromium and no Chrome on this machine.');
  }
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], {
      timeout: VERSION_TIME_LIMIT_MS,
    });
    return {
      type: 'probed',
      chromePath: path,
      chromium: stdout.trim().slice(0, 60),
      lighthouse: await lighthouseVersion(),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return unavailable(
      code === 'ENOENT'
        ? `There is no Chromium at ${path}.`
        : `${path} does not say its version (${code ?? 'it did not answer in time'}).`,
    );
  }
}

async function findAny(): Promise<string | undefined> {
  const { getChromePath } = await import('chrome-launcher');
  try {
    return getChromePath();
  } catch {
    return undefined;
  }
}

// Without loading it, which takes a second.
async function lighthouseVersion(): Promise<string> {
  const file = createRequire(__filename).resolve('lighthouse/package.json');
  return String(JSON.parse(await readFile(file, 'utf8')).version);
}

function unavailable(message: string): Probed {
  return {
    type: 'failure',
    failure: {
      code: 'runner_unavailable',
      message: message.slice(0, 500),
      remedy:
        'Install Chromium (Debian: apt-get install chromium), or name it in lighthouse.runner.chromePath or CHROME_PATH.',
      retry: false,
    },
  };
}
