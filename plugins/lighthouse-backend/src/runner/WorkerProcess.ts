import { type ChildProcess, fork } from 'node:child_process';
import { endGroup, groupMemory } from './processGroup';
import { freeBytes } from './profileFolders';
import {
  type WorkerMessage,
  workerMessageSchema,
  type WorkerOrder,
} from './protocol';

/** How a worker is started. */
export interface WorkerProgram {
  /** Absolute path of the program. */
  file: string;
  /** Options of Node.js that it needs to be read, such as a loader for TypeScript. */
  execArgv: string[];
}

/** What a worker may use up. */
export interface WorkerLimits {
  timeoutMs: number;
  /** Of the worker and all its children together. */
  memoryBytes: number;
  /** Where the browser keeps its files, and how much room it leaves there. */
  disk?: { folder: string; leastFreeBytes: number };
}

/** How a worker ended: by its last word, or without one. */
export type WorkerEnd =
  | Exclude<WorkerMessage, { type: 'progress' }>
  | { type: 'timeout' | 'aborted' | 'memory' | 'disk' }
  | { type: 'died'; how: string; lastWords: string };

const LOOK_EVERY_MS = 1000;
const LAST_WORDS_LENGTH = 4000;
const HEAP_SHARE = 0.5;
// All that a browser needs of its surroundings. Everything else, secrets above all, stays with the portal.
const PASSED_ON = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'LD_LIBRARY_PATH',
  'FONTCONFIG_PATH',
  'FONTCONFIG_FILE',
  'CHROME_PATH',
  'SystemRoot',
];

/** The worker of this package, as the portal was started itself. */
export function packagedWorker(): WorkerProgram {
  return {
    file: require.resolve('@internal/plugin-lighthouse-backend/auditWorker'),
    // Not its debugger: two can't have one port.
    execArgv: process.execArgv.filter(one => !one.startsWith('--inspect')),
  };
}

/**
 * Starts a worker for one order and resolves with its end, after which no process of it is left.
 * It leads a process group of its own: one signal ends it with its browser.
 */
export async function runWorker(options: {
  program: WorkerProgram;
  order: WorkerOrder;
  limits: WorkerLimits;
  signal?: AbortSignal;
  onProgress?(progress: { step: string; done: number; of?: number }): void;
}): Promise<WorkerEnd> {
  const { program, order, limits, signal } = options;
  if (signal?.aborted) {
    return { type: 'aborted' };
  }
  const heapMb = Math.ceil((limits.memoryBytes * HEAP_SHARE) / 2 ** 20);
  const worker = fork(program.file, [], {
    execArgv: [...program.execArgv, `--max-old-space-size=${heapMb}`],
    env: Object.fromEntries(
      PASSED_ON.flatMap(name => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const cleanUps: (() => void)[] = [];
  try {
    return await new Promise<WorkerEnd>(resolve => {
      listen(worker, resolve, options.onProgress);
      const late = setTimeout(
        () => resolve({ type: 'timeout' }),
        limits.timeoutMs,
      );
      const aborted = () => resolve({ type: 'aborted' });
      signal?.addEventListener('abort', aborted, { once: true });
      const stopWatching = watchUse(worker, limits, resolve);
      cleanUps.push(
        () => clearTimeout(late),
        () => signal?.removeEventListener('abort', aborted),
        stopWatching,
      );
      worker.send(order, () => {
        // Whoever can't be told has ended, and its end says why.
      });
    });
  } finally {
    cleanUps.forEach(cleanUp => cleanUp());
    if (worker.pid !== undefined) {
      await endGroup(worker.pid);
    }
  }
}

function listen(
  worker: ChildProcess,
  resolve: (end: WorkerEnd) => void,
  onProgress?: (progress: { step: string; done: number; of?: number }) => void,
): void {
  let lastWords = '';
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS_LENGTH);
  });
  worker.on('message', value => {
    // Loaders of development speak on the same channel.
    const { data: message } = workerMessageSchema.safeParse(value);
    if (message?.type === 'progress') {
      onProgress?.(message.progress);
    } else if (message) {
      resolve(message);
    }
  });
  worker.once('error', error =>
    resolve({ type: 'died', how: error.message, lastWords }),
  );
  worker.once('close', (code, signal) =>
    resolve({ type: 'died', how: signal ?? `code ${code}`, lastWords }),
  );
}

function watchUse(
  worker: ChildProcess,
  limits: WorkerLimits,
  resolve: (end: WorkerEnd) => void,
): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  async function look(): Promise<void> {
    const type = await usedUp(worker, limits);
    if (type) {
      resolve({ type });
    } else if (!stopped) {
      timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    }
  }
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function usedUp(
  { pid }: ChildProcess,
  { memoryBytes, disk }: WorkerLimits,
): Promise<'memory' | 'disk' | undefined> {
  if (pid !== undefined && (await groupMemory(pid)) > memoryBytes) {
    return 'memory';
  }
  // A folder that can't be looked at is none that fills up.
  const free = disk && (await freeBytes(disk.folder).catch(() => Infinity));
  return disk && Number(free) < disk.leastFreeBytes ? 'disk' : undefined;
}
