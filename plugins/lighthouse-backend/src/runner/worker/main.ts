// The program of the worker: a process of its own, which the portal starts for one order and ends
// with all its children. It is an entry point of the package, ./auditWorker.
import { rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { RunOrder, WorkerMessage, WorkerOrder } from '../protocol';
import { audit, STEPS } from './audit';
import type { Chromium } from './Chromium';
import { probe } from './probe';

// The portal goes before its audits, on a machine with few processors above all. The browser inherits it.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Where that isn't allowed they are equals.
}

let profileFolder: string | undefined;
let browser: Chromium | undefined;

process.once('message', (order: WorkerOrder) => {
  void serve(order);
});

// When the browser ends, much that Lighthouse had asked it for is left without anybody who waits for
// it. The audit itself has a failure to tell by then.
process.on('unhandledRejection', () => {});

// The portal has gone without a word. Nobody else would end the browser and clear its folder.
process.once('disconnect', () => {
  void browser?.close();
  try {
    if (profileFolder !== undefined) {
      rmSync(profileFolder, {
        recursive: true,
        force: true,
        maxRetries: 10,
        retryDelay: 100,
      });
    }
  } finally {
    // Folders that stay are removed by the next portal; processes would stay for good.
    endGroup();
  }
});

function endGroup(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
}

async function serve(order: WorkerOrder): Promise<void> {
  const end =
    order.type === 'probe' ? await probe(order.chromePath) : await run(order);
  // The portal ends this process when it has heard the last word.
  process.send?.(end satisfies WorkerMessage);
}

function run(order: RunOrder) {
  profileFolder = order.profileFolder;
  return audit(
    order,
    (step, done) => {
      process.send?.({
        type: 'progress',
        progress: { step, done, of: STEPS },
      } satisfies WorkerMessage);
    },
    started => {
      browser = started;
    },
  );
}
