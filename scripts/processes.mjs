import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './repository.mjs';

// Ctrl-C has to have stopped everything within ten seconds.
const GRACE_MS = 7_000;
// The backend of the Backstage CLI waits for the CLI, which is gone by then.
const GRACE_FOR_DESCENDANTS_MS = 1_500;
const REMEMBERED_LINES = 200;
const LISTENING_TIMEOUT_MS = 60_000;

const running = new Set();
let stopping = false;

/**
 * Starts a long-lived child in a process group of its own, so that it can be stopped with all of
 * its descendants (the Backstage CLI leaves its backend behind when it is stopped alone).
 *
 * @param options.name - what people call it, used in messages
 * @param options.command - the program
 * @param options.args - its arguments
 * @param options.env - variables on top of our own
 * @param options.cwd - working directory; the repository when left out
 * @param options.user - `{uid, gid}` to run as; only root may ask for it
 * @param options.log - file that gets every line
 * @param options.onLine - called with every line of its output
 * @param options.inherit - true writes its output straight to ours, whole even if it exits in
 *   a hurry; nothing of it is remembered then. `stderr` writes all of it there
 * @param options.stopSignal - what asks it to end; SIGTERM when left out
 * @param options.stdin - a stream whose input goes to the child
 * @returns `exited` (a promise of `{code, signal}`), `lastLines(n)` and `stop()`
 */
export function startProcess(options) {
  const {
    name,
    command,
    args = [],
    env,
    cwd = root,
    user,
    onLine,
    stdin,
  } = options;
  const output = { true: 'inherit', stderr: 2 }[options.inherit] ?? 'pipe';
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: [stdin ? 'pipe' : 'ignore', output, output],
    detached: true,
    ...user,
  });
  if (stdin) {
    child.stdin.on('error', () => {});
    stdin.pipe(child.stdin);
  }
  const log = options.log && openLog(options.log);
  const lines = [];
  for (const stream of [child.stdout, child.stderr].filter(Boolean)) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      if (lines.length > REMEMBERED_LINES) lines.shift();
      if (log?.writable) log.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const ended = new Promise(resolve => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  const exited = new Promise(resolve => {
    child.once('error', error => {
      lines.push(error.message);
      resolve({ code: 127, signal: null });
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  exited.then(() => log?.end());
  const handle = {
    name,
    pid: child.pid,
    exited,
    lastLines: (count = 20) => lines.slice(-count).join('\n'),
    stop: () =>
      stopGroup(child.pid, ended, options.stopSignal).finally(() =>
        running.delete(handle),
      ),
  };
  if (child.pid) running.add(handle);
  return handle;
}

const openLogs = new Set();

// Two of a kind that run beside each other don't write into one file.
function openLog(file) {
  const { dir, name, ext } = path.parse(file);
  let own = file;
  for (let number = 2; openLogs.has(own); number += 1)
    own = path.join(dir, `${name}-${number}${ext}`);
  mkdirSync(dir, { recursive: true });
  openLogs.add(own);
  const log = createWriteStream(own);
  log.once('close', () => openLogs.delete(own));
  return log;
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function stopGroup(pid, exited, signal = 'SIGTERM') {
  if (!pid || !signalGroup(pid, signal)) return;
  let deadline = Date.now() + GRACE_MS;
  exited.then(() => {
    deadline = Math.min(deadline, Date.now() + GRACE_FOR_DESCENDANTS_MS);
  });
  while (Date.now() < deadline) {
    if (!signalGroup(pid, 0)) return;
    await sleep(50);
  }
  signalGroup(pid, 'SIGKILL');
}

/** Stops every process that is still running, last started first asked. */
export async function stopAll() {
  await Promise.all([...running].reverse().map(handle => handle.stop()));
}

/** Whether this process was told to end, so that a child that ends is no surprise. */
export const isStopping = () => stopping;

/**
 * Stops every child when this process is told to end, and leaves none behind when it ends by
 * itself, even by an error.
 *
 * @param onStop - called once, before the children are stopped
 */
export function stopWithThisProcess(onStop) {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await onStop?.();
      await stopAll();
      process.exit(code);
    });
  }
  process.on('exit', () => {
    for (const handle of running) signalGroup(handle.pid, 'SIGKILL');
  });
}

/**
 * Runs a program to its end.
 *
 * @param options - as for startProcess; `echo: true` also shows its output as it comes
 * @returns `{code, output}`: its exit code, 1 when a signal ended it, and its last lines
 */
export async function run(options) {
  const show = line => process.stdout.write(`${line}\n`);
  const handle = startProcess({
    ...options,
    onLine: options.echo ? show : undefined,
  });
  const { code, signal } = await handle.exited;
  running.delete(handle);
  return {
    code: signal ? 1 : code,
    output: handle.lastLines(REMEMBERED_LINES),
  };
}

/** Runs a program to its end and throws with its last lines when it fails. */
export async function runOrThrow(options) {
  const result = await run(options);
  if (result.code !== 0) {
    throw new Error(
      `${options.name} failed (code ${result.code}):\n${result.output}`,
    );
  }
  return result;
}

/**
 * Starts a server that says on a line of its output that it is ready, and waits for that.
 *
 * @param options - as for startProcess; `readyLine` is a part of that line
 * @returns the process, as of startProcess
 * @throws Error with its last lines when it ends, or isn't ready within a minute
 */
export async function startListening({ readyLine, ...options }) {
  const ready = Promise.withResolvers();
  const server = startProcess({
    ...options,
    onLine: line => {
      if (line.includes(readyLine)) ready.resolve(true);
    },
  });
  const isReady = await Promise.race([
    ready.promise,
    server.exited.then(() => false),
    sleep(LISTENING_TIMEOUT_MS, false, { ref: false }),
  ]);
  if (isReady) return server;
  const lines = server.lastLines(10);
  await server.stop();
  throw new Error(`${options.name} did not start:\n${lines}`);
}
